import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';
import type { Practice } from './practice.ts';

const ANSWERS = {
	'Name of the practice': 'Lakeside Therapy',
	'Time zone': 'America/Chicago',
	'Your name': 'Rosa Lind',
	'Your e-mail': 'rosa@lakeside.test',
	Password: 'four words in a row'
} as const;

async function fillIn({ page }: Desk, answers: Partial<Record<keyof typeof ANSWERS, string>> = {}): Promise<void> {
	for (const [label, answer] of Object.entries({ ...ANSWERS, ...answers })) {
		await page.getByLabel(label, { exact: true }).fill(answer);
	}
}

const send = ({ page }: Desk) => page.getByRole('button', { name: 'Open the practice' }).click();

async function isSetUp({ page }: Desk): Promise<boolean> {
	const practice = (await (await page.request.get('/api/practice')).json()) as { setUp: boolean };
	return practice.setUp;
}

/** The body that the set-up page sends. */
function founding(unborn: Practice) {
	return {
		token: unborn.setUpLink.split('#')[1],
		practice: { name: ANSWERS['Name of the practice'], timeZone: ANSWERS['Time zone'] },
		manager: { name: ANSWERS['Your name'], email: ANSWERS['Your e-mail'], password: ANSWERS.Password },
		departments: ['front-desk']
	};
}

test.describe('a practice begins', () => {
	test('with the link that the server printed: boards with their columns, and a manager at work', async ({
		unborn,
		visitor
	}) => {
		const rosa = await visitor(unborn);
		await rosa.page.goto(unborn.setUpLink);
		await fillIn(rosa);
		await rosa.page.getByRole('checkbox', { name: /^Clinical Team/ }).uncheck();
		await rosa.page.getByRole('checkbox', { name: /^Management/ }).uncheck();
		await send(rosa);

		await expect(rosa.column('Inbox')).toBeVisible();
		await expect(rosa.page.getByRole('link', { name: 'Lakeside Therapy' })).toBeVisible();
		const boards = rosa.page.getByRole('navigation', { name: 'Boards' }).getByRole('link');
		await expect(boards).toHaveText(['My day', 'Front Desk', 'Billing']);
		await expect(rosa.columns.getByRole('heading')).toHaveText([
			'Inbox',
			'To do',
			'Doing',
			'Contacted, waiting',
			'Verify benefits',
			'Done'
		]);
		await boards.filter({ hasText: 'Billing' }).click();
		await expect(rosa.columns.getByRole('heading')).toHaveText([
			'Inbox',
			'To verify',
			'Ready to submit',
			'Submitted',
			'Denied',
			'Appeal',
			'Paid or closed'
		]);
		await rosa.capture('First claim of the new practice');
		await expect(rosa.status).toHaveText('Saved on server');
	});

	test('only when every answer is good: the field says what is wrong, and nothing is created by half', async ({
		unborn,
		visitor
	}) => {
		const rosa = await visitor(unborn);
		rosa.mayMeet(/status of 422/);
		await rosa.page.goto(unborn.setUpLink);
		await send(rosa);
		const practiceName = rosa.page.getByLabel('Name of the practice');
		await expect(practiceName).toHaveAccessibleDescription(/Enter the name of your practice/);
		await expect(practiceName).toBeFocused();
		await expect(rosa.page.getByLabel('Password')).toHaveAccessibleDescription(/Use at least 12 characters/);

		const email = rosa.page.getByLabel('Your e-mail');
		await fillIn(rosa, { 'Your e-mail': 'rosa at lakeside' });
		await send(rosa);
		await expect(email).toHaveAccessibleDescription(/Enter a whole e-mail address/);
		await expect(email).toBeFocused();
		expect(await isSetUp(rosa)).toBe(false);

		await fillIn(rosa, { 'Time zone': 'Middle of nowhere' });
		await send(rosa);
		await expect(rosa.page.getByLabel('Time zone')).toHaveAccessibleDescription(/Choose a time zone from the list/);
		expect(await isSetUp(rosa)).toBe(false);

		await fillIn(rosa);
		await send(rosa);
		await expect(rosa.column('Inbox')).toBeVisible();
	});

	test('from the time zone’s city alone', async ({ unborn, visitor }) => {
		const rosa = await visitor(unborn);
		await rosa.page.goto(unborn.setUpLink);
		await fillIn(rosa, { 'Time zone': 'los angeles' });
		await send(rosa);
		await expect(rosa.column('Inbox')).toBeVisible();
		const me = (await (await rosa.page.request.get('/api/me')).json()) as { practice: { timeZone: string } };
		expect(me.practice.timeZone).toBe('America/Los_Angeles');
	});
});

test.describe('the set-up link', () => {
	test('works once, then says so and leads to the sign-in', async ({ unborn, visitor }) => {
		const rosa = await visitor(unborn);
		const headers = { origin: unborn.url };
		const first = await rosa.page.request.post('/api/setup', { data: founding(unborn), headers });
		expect(first.status()).toBe(201);
		const again = await rosa.page.request.post('/api/setup', { data: founding(unborn), headers });
		expect(again.status()).toBe(410);

		const somebodyElse = (await visitor(unborn)).mayMeet(/status of 410/);
		await somebodyElse.page.goto(unborn.setUpLink);
		await expect(somebodyElse.page.getByRole('heading', { name: 'This practice is already set up.' })).toBeVisible();
		await somebodyElse.page.getByRole('link', { name: 'Go to sign-in' }).click();
		await expect(somebodyElse.page.getByRole('heading', { name: 'Sign in to Lakeside Therapy' })).toBeVisible();
	});

	test('leaves the address bar, where the next person could read it', async ({ unborn, visitor }) => {
		const rosa = await visitor(unborn);
		await rosa.page.goto(unborn.setUpLink);
		await expect(rosa.page.getByRole('heading', { name: 'Set up your practice' })).toBeVisible();
		await expect(rosa.page).toHaveURL(`${unborn.url}/setup`);
	});

	test('when wrong or cut short sets nothing up', async ({ unborn, visitor }) => {
		const stranger = (await visitor(unborn)).mayMeet(/status of 403/);
		await stranger.page.goto('/setup#guessed');
		await fillIn(stranger);
		await send(stranger);
		await expect(stranger.page.getByRole('heading', { name: 'This set-up link is not valid.' })).toBeVisible();
		await stranger.page.goto('/sign-in');
		await expect(stranger.page.getByRole('heading', { name: 'This Daybreak is not set up yet.' })).toBeVisible();
		await stranger.page.goto('/setup');
		await expect(stranger.page.getByRole('heading', { name: 'The set-up link is not complete.' })).toBeVisible();
		expect(await isSetUp(stranger)).toBe(false);
	});
});
