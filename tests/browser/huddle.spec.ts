import type { Locator } from '@playwright/test';
import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';
import { Television } from './wall-screen.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const WHOSE = 'Lantern Street Therapy';
const step = ({ page }: Desk, name: string): Locator => page.getByRole('heading', { name, level: 2, exact: true });
const card = ({ page }: Desk): Locator => page.getByRole('article').getByRole('heading', { level: 3 });
const group = ({ page }: Desk, name: string): Locator => page.getByRole('group', { name });
const button = ({ page }: Desk, name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
const decided = ({ page }: Desk): Locator => page.getByRole('region', { name: 'Decided' });
const place = ({ page }: Desk): Locator => page.getByText(/^\d+ of \d+$/);
const onWall = ({ page }: Television): Locator => page.getByRole('region', { name: 'Huddle' });
const row = ({ page }: Desk, title: string): Locator => page.getByRole('row').filter({ hasText: title });

/** How the wall calls the steps. */
const ON_WALL: Readonly<Record<string, string>> = {
	Wins: 'Wins: what went well?',
	'Look back': 'Looking back',
	'The walk': 'The walk',
	'Help from others': 'What do we need from others?'
};

/** A leader's phone, two desks and the wall. */
interface Team {
	readonly jamie: Desk;
	readonly ana: Desk;
	readonly dana: Desk;
	readonly wall: Television;
}

/** All who follow stand where the phone is: on its step, its card where they may read it, and its number. */
async function inStep({ ana, dana, wall }: Team, at: string, n?: number): Promise<void> {
	await expect(onWall(wall).getByRole('heading')).toHaveText(ON_WALL[at]!);
	await Promise.all([ana, dana].map((desk) => expect(step(desk, at)).toBeVisible()));
	if (n === undefined) return;
	await expect(onWall(wall)).toContainText(`${n} of 7`);
	await Promise.all([ana, dana].map((desk) => expect(place(desk)).toHaveText(`${n} of 7`)));
}

async function begin(team: Team): Promise<void> {
	const { jamie, ana, dana } = team;
	await jamie.page.goto('/huddle');
	await button(jamie, `Start the huddle of ${WHOSE}`).click();
	await expect(step(jamie, 'Wins')).toBeVisible();
	for (const desk of [ana, dana]) await desk.page.getByRole('link', { name: 'Follow the huddle' }).click();
	await inStep(team, 'Wins');
	await button(jamie, 'On to: Look back').click();
	await inStep(team, 'Look back');
	await button(jamie, 'On to: The walk').click();
	await inStep(team, 'The walk', 1);
	await expect(card(ana)).toHaveText(await card(jamie).innerText());
	await expect(ana.page.getByRole('checkbox', { name: 'Ana Petrova' })).toBeChecked();
}

/** Parks a card, and takes that back on a phone that was opened anew; then parks it after all. */
async function parkAndThinkAgain({ jamie, ana }: Team): Promise<string> {
	const parked = await card(jamie).innerText();
	await button(jamie, 'Park').click();
	await expect(decided(ana)).toContainText(parked);
	await expect(jamie.status).toHaveText('Saved on server');
	await jamie.page.reload();
	// Opened at its own address, the page is dressed like all others.
	await expect(jamie.page.locator('body')).toHaveCSS('margin', '0px');
	await button(jamie, 'Undo').click();
	await expect(card(ana)).toHaveText(parked);
	await expect(decided(ana)).toContainText('Nothing yet');
	await button(jamie, 'Park').click();
	await expect(decided(ana)).toContainText(parked);
	return parked;
}

/** Without network the leader goes on; what was decided arrives, and what cannot be done is said. */
async function goOnWithoutNetwork({ jamie, ana }: Team): Promise<string> {
	await expect(jamie.status).toHaveText('Saved on server');
	await jamie.goOffline();
	await group(jamie, 'Hand over to').getByRole('button', { name: 'Billing' }).click();
	await expect(jamie.page.getByRole('alert')).toContainText('Handing over needs the network');
	const dated = await card(jamie).innerText();
	await group(jamie, 'New date').getByRole('button', { name: 'tomorrow 12:00' }).click();
	await expect(card(jamie)).not.toHaveText(dated);
	await expect(jamie.status).toHaveText('Offline: kept on this device');
	await expect(card(ana)).toHaveText(dated);
	await jamie.goOnline();
	await expect(jamie.status).toHaveText('Saved on server');
	await expect(decided(ana)).toContainText(dated);
	return dated;
}

/** On to the cards of Billing, which somebody of the front desk cannot end: Dana leads through one of them. */
async function leadForBilling(team: Team): Promise<string> {
	const { jamie, dana, ana } = team;
	const hand = button(jamie, 'Hand the lead to Dana Kowalski');
	for (let n = 3; !(await hand.isVisible()); n += 1) {
		await inStep(team, 'The walk', n);
		await expect(jamie.page.getByRole('region', { name: 'How this card ends' })).toHaveCount(0);
		if (!(await hand.isVisible())) await button(jamie, 'Next card').click();
	}
	await hand.click();
	await expect(dana.page.getByText('You lead')).toBeVisible();
	const kept = await card(dana).innerText();
	await dana.page.getByRole('textbox', { name: 'No change, because…' }).fill('the payer answers on Friday');
	await button(dana, 'No change').click();
	await expect(decided(ana)).toContainText('No change');
	await button(dana, 'Lead back to Jamie Reyes').click();
	await expect(jamie.page.getByText('You lead')).toBeVisible();
	return kept;
}

/** The leader's phone is gone: somebody takes over, and the phone comes back to where they are. */
async function takeOver({ jamie, ana }: Team): Promise<void> {
	await button(jamie, 'Pause').click();
	await expect(ana.page.getByText('Paused', { exact: true })).toBeVisible();
	await jamie.freshTab();
	await expect(ana.page.getByText(/Jamie Reyes cannot be reached/)).toBeVisible();
	await button(ana, 'Take the lead').click();
	await button(ana, 'Go on').click();
	await jamie.page.goto('/huddle');
	await button(jamie, 'Join').click();
	await expect(jamie.page.getByText('Ana Petrova leads')).toBeVisible();
	await expect(place(jamie)).toHaveText(await place(ana).innerText());
}

/** What the desk needs of Billing lands there; what came up at the desk stands on its own board. */
async function ask(team: Team): Promise<void> {
	const { ana, dana } = team;
	await button(ana, 'Help from others').click();
	await inStep(team, 'Help from others');
	await ana.page.getByLabel('In one line').fill('Which plans pay for room 3 @dana tomorrow 12:00');
	await ana.page.getByLabel('On which board').selectOption({ label: 'Billing' });
	await ana.page.getByLabel('Who does it').selectOption({ label: 'Dana Kowalski' });
	await button(ana, 'Make a card').click();
	await expect(decided(dana)).toContainText('Which plans pay for room 3');
	await button(ana, 'New problems').click();
	await ana.page.getByLabel('In one line').fill('Door of room 2 sticks @jamie tomorrow 12:00');
	await button(ana, 'Make a card').click();
	await expect(decided(ana)).toContainText('Door of room 2 sticks');
}

// Five screens and all that a team does in ten minutes.
test.describe.configure({ timeout: 120_000 });

test.describe('the huddle', () => {
	test('is led from a phone and followed on desks and the wall; the lead goes round, and every ending is a change on its card', async ({
		desk,
		visitor,
		practice,
		playwright
	}) => {
		const [jamie, ana, dana, screen] = await Promise.all([
			desk('Jamie', PHONE),
			desk('Ana'),
			desk('Dana'),
			visitor(practice, { viewport: { width: 1920, height: 1080 } })
		]);
		const wall = new Television(screen);
		const maria = await playwright.request.newContext({ baseURL: practice.url });
		await wall.pair(practice, maria, { zone: 'staff-only' });
		await maria.dispose();
		const team = { jamie, ana, dana, wall };

		await begin(team);
		const parked = await parkAndThinkAgain(team);
		await inStep(team, 'The walk', 2);
		const dated = await goOnWithoutNetwork(team);
		const kept = await leadForBilling(team);
		const keisha = await desk('Keisha');
		await keisha.page.goto('/huddle');
		await button(keisha, 'Join').click();
		await expect(place(keisha)).toHaveText(await place(jamie).innerText());
		await takeOver(team);
		await ask(team);
		await button(ana, 'End the huddle').first().click();

		for (const one of [ana, jamie, dana, keisha])
			await expect(one.page.getByRole('heading', { name: `Huddle minutes: ${WHOSE}` })).toBeVisible();
		await expect(onWall(wall)).toHaveCount(0);
		await expect(row(jamie, parked)).toContainText(/Parked.*Jamie Reyes/);
		await expect(row(jamie, dated)).toContainText(/Due .*Jamie Reyes/);
		await expect(row(dana, kept)).toContainText(/No change.*Dana Kowalski/);
		await expect(row(jamie, 'Door of room 2 sticks')).toContainText(/New problem.*Ana Petrova/);
		// Somebody else's department stays a card of theirs.
		await expect(row(jamie, kept)).toHaveCount(0);
		const help = row(dana, 'Which plans pay for room 3');
		await expect(help).toContainText(/Help asked for.*Dana Kowalski.*Ana Petrova/);
		await help.getByRole('link').click();
		await expect(dana.title).toHaveValue('Which plans pay for room 3');
		await jamie.page.getByRole('link', { name: dated, exact: true }).first().click();
		await jamie.title.waitFor();
		await expect(jamie.history.filter({ hasText: 'Jamie' }).first()).toContainText(/due/);
	});
});
