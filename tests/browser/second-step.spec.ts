import { TOTP, Secret } from 'otpauth';
import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

const PASSWORD = 'daybreak-demo';

async function typePassword({ page }: Desk, name: string, password = PASSWORD): Promise<void> {
	await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@demo.test`);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Gives this browser a device with a fingerprint reader; whatever it holds is the browser's alone. */
async function addFingerprintReader({ context, page }: Desk): Promise<void> {
	const devtools = await context.newCDPSession(page);
	await devtools.send('WebAuthn.enable');
	await devtools.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
			...{ isUserVerified: true, automaticPresenceSimulation: true }
		}
	});
}

/** Reads the key off the page as an app reads it off the QR code. */
async function phoneFor({ page }: Desk): Promise<(halfMinutes?: number) => string> {
	const secret = Secret.fromBase32((await page.locator('code').innerText()).replaceAll(/\s/g, ''));
	return (halfMinutes = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + halfMinutes * 30_000 });
}

async function confirm({ page }: Desk): Promise<void> {
	await page.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD);
	await page.getByRole('button', { name: 'Go on' }).click();
}

test('an app’s code and a recovery code are the second step; a rule brings everybody to it', async ({
	desk,
	practice,
	visitor
}) => {
	const maria = await desk('Maria');
	await maria.chooseFromMenu('Your account');
	await maria.page.getByRole('button', { name: 'Add an app' }).click();
	await confirm(maria);
	const phone = await phoneFor(maria);
	await expect(maria.page.getByRole('img', { name: 'Scan this with the app' })).toBeVisible();
	await maria.page.getByLabel('Code that the app shows now').fill(phone());
	await maria.page.getByRole('button', { name: 'Add the app' }).click();
	const codes = maria.page.getByRole('region', { name: 'Your recovery codes' }).getByRole('listitem');
	await expect(codes).toHaveCount(10);
	const recovery = await codes.first().innerText();
	await maria.page.getByRole('button', { name: 'I have kept them' }).click();
	await maria.page.getByLabel('Ask everybody for a second step at sign-in').check();
	await maria.page.getByRole('button', { name: 'Save the rules' }).click();
	await expect(maria.page.getByText('Saved.')).toBeVisible();

	const atHome = await visitor(practice);
	await atHome.page.goto('/boards/billing');
	await typePassword(atHome, 'Maria');
	await atHome.page.getByLabel('Code from your app').fill('000000');
	await atHome.page.getByRole('button', { name: 'Sign in' }).click();
	await expect(atHome.page.getByRole('alert')).toContainText('This code does not fit');
	await atHome.page.getByLabel('Code from your app').fill(phone(1));
	await atHome.page.getByRole('button', { name: 'Sign in' }).click();
	await expect(atHome.column('To verify')).toBeVisible();

	const withoutPhone = await visitor(practice);
	await withoutPhone.page.goto('/boards/front-desk');
	await typePassword(withoutPhone, 'Maria');
	await withoutPhone.page.getByRole('button', { name: 'Use a recovery code' }).click();
	await withoutPhone.page.getByLabel('Recovery code').fill(recovery.toUpperCase());
	await withoutPhone.page.getByRole('button', { name: 'Sign in' }).click();
	await expect(withoutPhone.column('Inbox')).toBeVisible();

	const jamie = await visitor(practice);
	await addFingerprintReader(jamie);
	await jamie.page.goto('/boards/front-desk');
	await typePassword(jamie, 'Jamie');
	await expect(jamie.page.getByRole('heading', { name: 'Set up a second step' })).toBeVisible();
	expect((await jamie.page.request.get('/api/boards')).status()).toBe(401);
	await jamie.page.getByRole('button', { name: 'Add a passkey' }).click();
	await jamie.page.getByRole('button', { name: 'Add a passkey' }).click();
	await jamie.page.getByRole('button', { name: 'I have kept them' }).click();
	await expect(jamie.column('Inbox')).toBeVisible();
});

test('a passkey signs in by itself and after a password, until it is removed', async ({ desk }) => {
	const ana = (await desk('Ana')).mayMeet(/status of 40[13]/);
	await addFingerprintReader(ana);
	await ana.chooseFromMenu('Your account');
	await ana.page.getByRole('button', { name: 'Add a passkey' }).click();
	await confirm(ana);
	await ana.page.getByLabel('Name of this passkey').fill('Desk at the window');
	await ana.page.getByRole('dialog').getByRole('button', { name: 'Add a passkey' }).click();
	await ana.page.getByRole('button', { name: 'I have kept them' }).click();
	await expect(ana.page.getByText('Desk at the window')).toBeVisible();

	await ana.chooseFromMenu('Sign out');
	await ana.page.getByRole('button', { name: 'Use a passkey' }).click();
	await expect(ana.myDay).toBeVisible();
	await ana.chooseFromMenu('Sign out');
	await typePassword(ana, 'Ana');
	await ana.page.getByRole('button', { name: 'Use a passkey' }).click();
	await expect(ana.myDay).toBeVisible();

	await ana.chooseFromMenu('Your account');
	await ana.page.getByRole('button', { name: 'Remove Desk at the window' }).click();
	await confirm(ana);
	await expect(ana.page.getByText('You sign in with your password alone.')).toBeVisible();
	await ana.chooseFromMenu('Sign out');
	await ana.page.getByRole('button', { name: 'Use a passkey' }).click();
	await expect(ana.page.getByRole('alert')).toContainText('This passkey does not open Daybreak');
	await typePassword(ana, 'Ana');
	await expect(ana.myDay).toBeVisible();
});

test('a manager’s link gives a new start, and a device is signed out from afar', async ({
	desk,
	practice,
	visitor
}) => {
	const [maria, dana] = [await desk('Maria'), (await desk('Dana')).mayMeet(/status of 401/)];
	await maria.chooseFromMenu('People');
	await maria.page.getByRole('button', { name: /^Change Dana/ }).click();
	await maria.page.getByRole('menuitem', { name: 'Make a reset link…' }).click();
	await maria.page.getByRole('dialog').getByRole('button', { name: 'Make the link' }).click();
	const link = await maria.page.getByLabel(/^The link for Dana/).inputValue();

	const phone = (await visitor(practice)).mayMeet(/status of 422/);
	await phone.page.goto(link);
	await expect(phone.page).toHaveURL(/\/reset$/);
	const password = phone.page.getByLabel('New password');
	await password.fill('Password2026!');
	await phone.page.getByRole('button', { name: 'Save and sign in' }).click();
	await expect(password).toHaveAccessibleDescription(/lists that attackers try first/);
	await password.fill('a calm grey evening');
	await phone.page.getByRole('button', { name: 'Save and sign in' }).click();
	await expect(phone.myDay).toBeVisible();
	await expect(dana.page.getByText('You have been signed out.')).toBeVisible();

	await typePassword(dana, 'Dana', 'a calm grey evening');
	await expect(dana.column('To verify')).toBeVisible();
	await dana.chooseFromMenu('Your account');
	const here = dana.page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem');
	await expect(here).toHaveCount(2);
	await expect(here.first()).toContainText('This device');
	await here.nth(1).getByRole('button').click();
	await expect(here).toHaveCount(1);
	await expect(phone.page.getByText('You have been signed out.')).toBeVisible();
});
