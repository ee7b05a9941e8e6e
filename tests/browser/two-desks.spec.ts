import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

/** The number at a column's head. */
function countOf(desk: Desk, column: string, count: number) {
	return desk.column(column).getByText(String(count), { exact: true }).first();
}

/** Drags a card with the mouse onto a place within a column, as a hand does: down, a little, over, up. */
async function drag({ page, card, column }: { page: Desk['page']; card: Box; column: Box }, y: number): Promise<void> {
	await page.mouse.move(card.x + 40, card.y + 12);
	await page.mouse.down();
	await page.mouse.move(card.x + 50, card.y + 20, { steps: 3 });
	await page.mouse.move(column.x + column.width / 2, y, { steps: 8 });
	await page.mouse.move(column.x + column.width / 2 + 2, y, { steps: 2 });
	await page.mouse.up();
}

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

async function boxOf(locator: ReturnType<Desk['card']>): Promise<Box> {
	const box = await locator.boundingBox();
	if (!box) throw new Error('it is not on the screen');
	return box;
}

test.describe('two desks at one board', () => {
	test('what one captures stands in the other’s inbox, and both count it', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
		const before = await ana.cards('Inbox').count();
		await jamie.capture('Mrs. Ferris asks for a later slot');
		await expect(jamie.newCard).toHaveValue('');
		await expect(ana.cardIn('Inbox', 'Mrs. Ferris asks for a later slot')).toBeVisible();
		for (const one of [jamie, ana]) await expect(countOf(one, 'Inbox', before + 1)).toBeVisible();
		await expect(jamie.status).toHaveText('Saved on server');
	});

	test('leaving the inbox asks who and when, and nothing moves without an answer', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
		await jamie.capture('Call back about the referral');
		await jamie.moveTo('Call back about the referral', 'To do');
		await expect(jamie.whoAndWhen).toContainText('“Call back about the referral” goes to To do.');
		await jamie.whoAndWhen.getByRole('button', { name: 'Move card' }).click();
		await expect(jamie.whoAndWhen.getByLabel('Who does it')).toHaveAccessibleDescription(/needs one person/);
		await expect(jamie.whoAndWhen.getByLabel('Day')).toHaveAccessibleDescription(/needs a due time/);
		await jamie.page.keyboard.press('Escape');
		await expect(jamie.whoAndWhen).toHaveCount(0);
		await expect(jamie.cardIn('Inbox', 'Call back about the referral')).toBeVisible();

		await jamie.moveTo('Call back about the referral', 'To do');
		await jamie.answerWhoAndWhen('Ana Petrova', 'Tomorrow 12:00');
		const moved = ana.cardIn('To do', 'Call back about the referral');
		await expect(moved).toContainText('tomorrow 12:00');
		await expect(moved.getByRole('img', { name: 'Owner: Ana Petrova' })).toBeVisible();
		await expect(ana.cardIn('Inbox', 'Call back about the referral')).toHaveCount(0);
	});

	test('a card dragged with the mouse lands where it was let go, on both screens', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
		const title = await jamie.firstCard('To do');
		const [card, column, below] = await Promise.all([
			boxOf(jamie.card(title)),
			boxOf(jamie.column('Doing')),
			boxOf(jamie.cards('Doing').nth(1))
		]);
		await drag({ page: jamie.page, card, column }, below.y + 4);
		for (const one of [jamie, ana]) {
			await expect(one.cards('Doing').nth(1).getByRole('link', { name: title, exact: true })).toBeVisible();
			await expect(one.cardIn('To do', title)).toHaveCount(0);
		}

		const first = await jamie.firstCard('Doing');
		const [dragged, head] = await Promise.all([boxOf(jamie.card(title)), boxOf(jamie.cards('Doing').first())]);
		await drag({ page: jamie.page, card: dragged, column }, head.y + 4);
		for (const one of [jamie, ana]) {
			await expect(one.cards('Doing').first().getByRole('link', { name: title, exact: true })).toBeVisible();
			await expect(one.cards('Doing').nth(1).getByRole('link', { name: first, exact: true })).toBeVisible();
		}
	});

	test('dragging out of the inbox asks too, and Cancel leaves the card where it was', async ({ desk }) => {
		const jamie = await desk('Jamie');
		const title = await jamie.firstCard('Inbox');
		const [card, column] = await Promise.all([boxOf(jamie.card(title)), boxOf(jamie.column('To do'))]);
		await drag({ page: jamie.page, card, column }, column.y + 120);
		await expect(jamie.whoAndWhen).toContainText(`“${title}” goes to To do.`);
		await jamie.whoAndWhen.getByRole('button', { name: 'Cancel' }).click();
		await expect(jamie.cards('Inbox').first().getByRole('link', { name: title, exact: true })).toBeVisible();
	});

	test('“Move to…” goes by keyboard alone, and the focus stays with the card', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
		const title = await jamie.firstCard('To do');
		const button = jamie.page.getByRole('button', { name: `Move to…: ${title}`, exact: true });
		await button.focus();
		await jamie.page.keyboard.press('Enter');
		await expect(jamie.page.getByRole('menuitemradio', { name: 'To do' })).toBeFocused();
		await jamie.page.keyboard.press('ArrowDown');
		await expect(jamie.page.getByRole('menuitemradio', { name: 'Doing' })).toBeFocused();
		await jamie.page.keyboard.press('Enter');
		await expect(ana.cardIn('Doing', title)).toBeVisible();
		await expect(jamie.cardIn('Doing', title)).toBeVisible();
		await expect(button).toBeFocused();
	});

	test('a finished card is in Done for everybody, and in the record', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
		const title = await jamie.firstCard('Doing');
		await jamie.card(title).hover();
		await jamie.page.getByRole('button', { name: `Finish: ${title}`, exact: true }).click();
		await expect(ana.cards('Done').first().getByRole('link', { name: title, exact: true })).toBeVisible();
		await ana.openCard(title);
		await expect(ana.history.first()).toContainText('Jamie Reyes finished it: Doing to Done');
	});
});

test.describe('what two desks know of each other', () => {
	test('who is here, and who has which card open', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
		const here = ana.page.getByRole('list', { name: 'Who is here' });
		await expect(here.getByRole('img', { name: 'Jamie Reyes' })).toBeVisible();
		const title = await jamie.firstCard('To do');
		await jamie.openCard(title);
		await expect(ana.card(title).getByRole('img', { name: 'Jamie Reyes here' })).toBeVisible();
		await ana.openCard(title);
		await expect(ana.panel).toContainText('Also here: Jamie Reyes');
		await expect(jamie.panel).toContainText('Also here: Ana Petrova');
		await jamie.closeCard();
		await expect(ana.card(title).getByRole('img', { name: 'Jamie Reyes here' })).toHaveCount(0);
		await expect(ana.panel).not.toContainText('Also here');
		await jamie.page.goto('/people');
		await expect(here.getByRole('img', { name: 'Jamie Reyes' })).toHaveCount(0);
	});

	test('a title is seen as it is typed', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
		const title = await jamie.firstCard('To do');
		await jamie.openCard(title);
		await jamie.title.press('End');
		await jamie.title.pressSequentially(', ur');
		await expect(ana.card(`${title}, ur`)).toBeVisible();
		await jamie.title.pressSequentially('gent');
		await expect(ana.card(`${title}, urgent`)).toBeVisible();
		await expect(jamie.page.getByRole('complementary', { name: `Card: ${title}, urgent` })).toBeVisible();
	});

	test('a card that has become late is late, in words and in the count, on both screens', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
		await jamie.capture('Send the intake forms again');
		await jamie.moveTo('Send the intake forms again', 'Verify benefits');
		await jamie.answerWhoAndWhen(/Jamie Reyes/, 'Tomorrow 12:00');
		const late = await lateIn(ana);
		await jamie.openCard('Send the intake forms again');
		await jamie.panel.getByLabel('Due day').fill('2026-01-05');
		await jamie.panel.getByLabel('Due time').focus();
		await expect(ana.card('Send the intake forms again')).toContainText(/\d+ days late/);
		for (const one of [jamie, ana]) await expect.poll(() => lateIn(one)).toBe(late + 1);
	});

	async function lateIn(one: Desk): Promise<number> {
		const said = one.column('Verify benefits').getByText(/^\d+ late$/);
		return (await said.count()) === 0 ? 0 : Number.parseInt(await said.innerText(), 10);
	}
});
