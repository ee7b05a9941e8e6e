import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

const PASSWORD = 'daybreak-demo';

async function signIn({ page }: Desk, email: string, password = PASSWORD): Promise<void> {
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
}

const boardsOf = ({ page }: Desk) => page.getByRole('navigation', { name: 'Boards' }).getByRole('link');

/** Opens the board's socket as a page of ours can. @returns the code it was closed with and how much came before. */
function knockAtSocket({ page }: Desk, board: string): Promise<{ code: number; bytes: number }> {
	return page.evaluate(
		(id) =>
			new Promise<{ code: number; bytes: number }>((resolve) => {
				const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/sync/${id}`);
				let bytes = 0;
				socket.binaryType = 'arraybuffer';
				socket.onmessage = ({ data }) => (bytes += (data as ArrayBuffer).byteLength);
				socket.onclose = ({ code }) => resolve({ code, bytes });
			}),
		board
	);
}

test.describe('signing in', () => {
	test('leads to one’s day, and signing out leaves nothing to come back to', async ({ practice, visitor }) => {
		const jamie = await visitor(practice);
		await jamie.page.goto('/');
		await expect(jamie.page.getByLabel('E-mail')).toBeFocused();
		await signIn(jamie, ' Jamie@Demo.test ');
		await expect(jamie.myDay).toBeVisible();
		await expect(jamie.page).toHaveURL(/\/my-day$/);
		await boardsOf(jamie).filter({ hasText: 'Front Desk' }).click();
		await expect(jamie.column('Inbox')).toBeVisible();
		await jamie.page.reload();
		await expect(jamie.column('Inbox')).toBeVisible();
		await expect(jamie.status).toHaveText('Saved on server');

		await jamie.chooseFromMenu('Sign out');
		await expect(jamie.page.getByRole('heading', { name: /^Sign in/ })).toBeVisible();
		expect((await jamie.page.request.get('/api/me')).status()).toBe(401);
		await jamie.page.goto('/boards/front-desk');
		await expect(jamie.page.getByRole('heading', { name: /^Sign in/ })).toBeVisible();
		await expect(jamie.column('Inbox')).toHaveCount(0);
		expect(await jamie.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
	});

	test('fails with the same sentence for a wrong e-mail and a wrong password', async ({ practice, visitor }) => {
		const stranger = await visitor(practice);
		await stranger.page.goto('/sign-in');
		const said = stranger.page.getByRole('alert');
		await signIn(stranger, 'jamie@demo.test', 'not-the-password');
		await expect(said).toHaveText('This e-mail and password do not go together. Check both and try again.');
		await stranger.page.reload();
		await expect(said).toHaveCount(0);
		await signIn(stranger, 'nobody@demo.test');
		await expect(said).toHaveText('This e-mail and password do not go together. Check both and try again.');
		await expect(stranger.page.getByLabel('E-mail')).toHaveValue('nobody@demo.test');
	});

	test('goes on where one wanted to go', async ({ practice, visitor }) => {
		const dana = await visitor(practice);
		await dana.page.goto('/boards/billing');
		await signIn(dana, 'dana@demo.test');
		await expect(dana.page).toHaveURL(/\/boards\/billing$/);
		await expect(dana.column('To verify')).toBeVisible();
	});

	test('a session that ends while one works says so', async ({ desk, practice }) => {
		const ana = (await desk('Ana')).mayMeet(/status of 401/);
		await ana.page.request.delete('/api/session', { headers: { origin: practice.url } });
		await expect(ana.page.getByText('You have been signed out.')).toBeVisible();
		await signIn(ana, 'ana@demo.test');
		await expect(ana.column('Inbox')).toBeVisible();
	});
});

test.describe('who sees what', () => {
	test('somebody of the front desk does not get to Billing: no tab, no page, no socket', async ({ desk }) => {
		const jamie = await desk('Jamie');
		await expect(boardsOf(jamie)).toHaveText(['My day', 'Front Desk']);
		expect(await knockAtSocket(jamie, 'billing')).toEqual({ code: 4403, bytes: 0 });
		await jamie.page.goto('/boards/billing');
		await expect(
			jamie.page.getByRole('heading', { name: 'There is no such board, or it is not open to you.' })
		).toBeVisible();
		await expect(jamie.columns).toHaveCount(0);
		await jamie.page.goto('/people');
		await expect(jamie.page.getByText('Only managers can open this page.')).toBeVisible();
	});

	test('a manager opens every board', async ({ desk }) => {
		const maria = await desk('Maria');
		for (const title of ['Front Desk', 'Clinical Team', 'Billing', 'Management']) {
			await boardsOf(maria).filter({ hasText: title }).click();
			await expect(maria.page).toHaveTitle(new RegExp(`^(\\(\\d+\\) )?${title}`));
			await expect(maria.columns.first()).toBeVisible();
			await expect(maria.status).toHaveText('Saved on server');
		}
	});
});

test.describe('an invitation', () => {
	async function invite({ page }: Desk, name: string): Promise<string> {
		await page.getByLabel('Name', { exact: true }).fill(name);
		await page.getByLabel('E-mail', { exact: true }).fill(`${name.split(' ')[0]!.toLowerCase()}@demo.test`);
		await page.getByRole('checkbox', { name: /^Billing/ }).check();
		await page.getByRole('button', { name: 'Make the link' }).click();
		return page.getByLabel(`The link for ${name}`).inputValue();
	}

	test('brings a new colleague to their board, once', async ({ desk, practice, visitor }) => {
		const maria = await desk('Maria');
		await maria.chooseFromMenu('People');
		await expect(maria.page.getByRole('region', { name: 'People' }).getByRole('listitem')).toHaveCount(12);
		const link = await invite(maria, 'Noor Haddad');
		const pending = maria.page.getByRole('region', { name: 'Open invitations' });
		await expect(pending.getByRole('listitem')).toContainText('Noor Haddad');

		const noor = await visitor(practice);
		await noor.page.goto(link);
		await expect(noor.page.getByRole('heading', { name: 'Welcome, Noor Haddad' })).toBeVisible();
		await noor.page.getByLabel('Choose a password').fill('short');
		await noor.page.getByRole('button', { name: 'Join' }).click();
		await expect(noor.page.getByLabel('Choose a password')).toHaveAccessibleDescription(/Use at least 12 characters/);
		await noor.page.getByLabel('Choose a password').fill('a long walk home');
		await noor.page.getByRole('button', { name: 'Join' }).click();
		await expect(noor.column('To verify')).toBeVisible();
		await expect(boardsOf(noor)).toHaveText(['My day', 'Billing']);

		const thief = (await visitor(practice)).mayMeet(/status of 410/);
		await thief.page.goto(link);
		await expect(thief.page.getByRole('heading', { name: 'This invitation cannot be used.' })).toBeVisible();

		await maria.page.reload();
		const people = maria.page.getByRole('region', { name: 'People' }).getByRole('listitem');
		await expect(people.filter({ hasText: 'Noor Haddad' })).toContainText('Billing');
		await expect(pending.getByRole('listitem')).toHaveText('No invitation is open.');
	});

	test('that was withdrawn opens nothing', async ({ desk, practice, visitor }) => {
		const maria = await desk('Maria');
		await maria.page.goto('/people');
		const link = await invite(maria, 'Noor Haddad');
		await maria.page.getByRole('button', { name: 'Withdraw the invitation of Noor Haddad' }).click();
		await expect(maria.page.getByText('No invitation is open.')).toBeVisible();
		const noor = (await visitor(practice)).mayMeet(/status of 410/);
		await noor.page.goto(link);
		await expect(noor.page.getByRole('heading', { name: 'This invitation cannot be used.' })).toBeVisible();
	});
});
