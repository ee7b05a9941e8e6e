import type { Locator, Page } from '@playwright/test';
import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const step = ({ page }: Desk, name: string): Locator => page.getByRole('heading', { name, level: 2, exact: true });
const card = ({ page }: Desk): Locator => page.getByRole('article').getByRole('heading', { level: 3 });
const group = ({ page }: Desk, name: string): Locator => page.getByRole('group', { name });
const button = ({ page }: Desk, name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
const minutes = ({ page }: Desk): Locator => page.getByRole('heading', { name: 'Huddle minutes: Front Desk' });

/** Notes in the page itself when the huddle's heading changed, by the machine's clock that all browsers here share. */
async function watch(page: Page): Promise<void> {
	await page.evaluate(() => {
		const seen: [string, number][] = [];
		const look = () => {
			const title = document.querySelector('article h3')?.textContent ?? '';
			if (title !== seen.at(-1)?.[0]) seen.push([title, Date.now()]);
		};
		look();
		new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
		Object.assign(window, { seen });
	});
}

const seenOn = async (page: Page) =>
	new Map(await page.evaluate(() => (window as unknown as { seen: [string, number][] }).seen.slice(1)));

async function keepInStep(jamie: Desk, ana: Desk): Promise<void> {
	await watch(jamie.page);
	await watch(ana.page);
	for (let n = 2; n <= 9; n++) {
		await button(jamie, 'Next card').click();
		await expect(ana.page.getByText(new RegExp(`^${n} of \\d+$`))).toBeVisible();
	}
	const [led, followed] = [await seenOn(jamie.page), await seenOn(ana.page)];
	const late = [...led].map(([title, at]) => (followed.get(title) ?? Infinity) - at).sort((a, b) => a - b);
	expect(late.length).toBeGreaterThanOrEqual(6);
	expect(late[Math.floor(late.length * 0.95)], `in step within ${late.join(', ')} ms`).toBeLessThanOrEqual(300);
}

async function comeLate(keisha: Desk, jamie: Desk): Promise<void> {
	// Whoever comes late stands where the others are, within a second.
	await keisha.page.goto('/huddle');
	await button(keisha, 'Join').click();
	const came = Date.now();
	await expect(card(keisha)).toHaveText(await card(jamie).innerText());
	expect(Date.now() - came).toBeLessThan(1_000);
}

async function takeOver(keisha: Desk, ana: Desk): Promise<void> {
	await button(ana, 'Pause').click();
	await expect(keisha.page.getByText('Paused')).toBeVisible();
	await ana.context.close();
	await expect(keisha.page.getByText(/Ana Petrova cannot be reached/)).toBeVisible();
	await button(keisha, 'Take the lead').click();
	await button(keisha, 'Go on').click();
}

async function findAndEnd(keisha: Desk, jamie: Desk): Promise<void> {
	await button(keisha, 'New problems').click();
	await keisha.page.getByLabel('In one line').fill('Door of room 2 sticks @jamie tomorrow 12:00');
	await button(keisha, 'Make a card').click();
	await expect(jamie.page.getByRole('region', { name: 'Decided' })).toContainText('Door of room 2 sticks');
	await button(keisha, 'End the huddle').last().click();
}

async function expectMinutes(
	jamie: Desk,
	{ parked, dated, kept }: Record<'parked' | 'dated' | 'kept', string>
): Promise<void> {
	const row = (title: string) => jamie.page.getByRole('row').filter({ hasText: title });
	await expect(row(parked)).toContainText(/Parked.*Jamie Reyes/);
	await expect(row(dated)).toContainText(/Due .*Ana Petrova/);
	await expect(row(kept)).toContainText(/No change.*Ana Petrova/);
	await expect(row('Door of room 2 sticks')).toContainText(/New problem.*Keisha Brown/);
}

test.describe('the huddle', () => {
	test('is led from a phone and followed in step; the lead goes on, and every ending is a change on its card', async ({
		desk
	}) => {
		const [jamie, ana, keisha] = await Promise.all([desk('Jamie', PHONE), desk('Ana'), desk('Keisha')]);
		await jamie.page.goto('/huddle');
		await button(jamie, 'Start the huddle of Front Desk').click();
		await expect(step(jamie, 'The walk')).toBeVisible();

		await ana.page.getByRole('link', { name: 'Follow the huddle' }).click();
		await expect(step(ana, 'The walk')).toBeVisible();
		await expect(card(ana)).toHaveText(await card(jamie).innerText());
		await expect(ana.page.getByRole('checkbox', { name: 'Ana Petrova' })).toBeChecked();

		await keepInStep(jamie, ana);
		await comeLate(keisha, jamie);
		const parked = await card(jamie).innerText();
		await button(jamie, 'Park').click();
		await expect(card(jamie)).not.toHaveText(parked);
		await button(jamie, 'Undo').click();
		await expect(card(ana)).toHaveText(parked);
		await expect(ana.page.getByRole('region', { name: 'Decided' })).toContainText('Nothing yet');
		await button(jamie, 'Park').click();

		await expect(card(ana)).not.toHaveText(parked);
		await jamie.page.getByLabel('Hand the lead to…').selectOption({ label: 'Ana Petrova' });
		await expect(ana.page.getByText('You lead')).toBeVisible();
		await expect(button(jamie, 'Next card')).toHaveCount(0);
		const dated = await card(ana).innerText();
		await group(ana, 'New date')
			.getByRole('button', { name: /^Mon|^tomorrow 12:00/ })
			.first()
			.click();
		await expect(card(keisha)).not.toHaveText(dated);
		await expect(keisha.page.getByRole('region', { name: 'Decided' })).toContainText(dated);
		const kept = await card(ana).innerText();
		await ana.page.getByRole('textbox', { name: 'No change, because…' }).fill('the payer answers on Friday');
		await button(ana, 'No change').click();
		await expect(card(ana)).not.toHaveText(kept);

		await takeOver(keisha, ana);
		await findAndEnd(keisha, jamie);

		await expect(minutes(keisha)).toBeVisible();
		await expect(minutes(jamie)).toBeVisible();
		await expectMinutes(jamie, { parked, dated, kept });
		await jamie.page.getByRole('link', { name: dated, exact: true }).first().click();
		await jamie.title.waitFor();
		await expect(jamie.history.filter({ hasText: 'Ana' }).first()).toContainText(/due/);
	});

	test('goes on without the network, and what was decided arrives', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([desk('Jamie', PHONE), desk('Ana')]);
		await jamie.page.goto('/huddle');
		await button(jamie, 'Start the huddle of Front Desk').click();
		await ana.page.getByRole('link', { name: 'Follow the huddle' }).click();
		await expect(card(ana)).toHaveText(await card(jamie).innerText());
		await expect(jamie.status).toHaveText('Saved on server');
		await jamie.goOffline();
		const dated = await card(jamie).innerText();
		await group(jamie, 'New date').getByRole('button', { name: 'tomorrow 12:00' }).click();
		await expect(card(jamie)).not.toHaveText(dated);
		await expect(jamie.status).toHaveText('Offline: kept on this device');
		await group(jamie, 'Hand over to').getByRole('button', { name: 'Billing' }).click();
		await expect(jamie.page.getByRole('alert')).toContainText('Handing over needs the network');
		await expect(card(ana)).toHaveText(dated);
		await jamie.goOnline();
		await expect(jamie.status).toHaveText('Saved on server');
		await expect(ana.page.getByRole('region', { name: 'Decided' })).toContainText(dated);
		await expect(card(ana)).toHaveText(await card(jamie).innerText());
	});
});
