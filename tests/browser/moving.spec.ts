import type { Locator } from '@playwright/test';
import { setWipLimit } from '#domain/board/column-changes.ts';
import type { ColumnId } from '#domain/ids.ts';
import { editBoard, fillBoards } from '../bench/big-boards.ts';
import type { Desk } from './desk.ts';
import { expect, test, type DeskOptions } from './fixture.ts';

const PHONE: DeskOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** What the live region has just said. */
const heard = ({ page }: Desk, words: string | RegExp) =>
	expect(page.locator('p[aria-live="polite"]:not(section p)')).toHaveText(words);

const titles = async (one: Desk, column: string) =>
	(await one.cards(column).getByRole('link').allInnerTexts()).slice(0, 4);

/** A card that stands well in sight in a list, which is known again by a mark, wherever it goes. */
async function somethingSeen(list: Locator): Promise<Locator> {
	const seen = list.locator('[data-seen]');
	await expect(async () => {
		await list.evaluate((element) => {
			const { top, height } = element.getBoundingClientRect();
			const tiles = [...element.querySelectorAll('[data-card]')];
			const inSight = tiles.find((tile) => tile.getBoundingClientRect().top > top + height / 3);
			inSight?.setAttribute('data-seen', '');
		});
		await expect(seen).toBeInViewport({ ratio: 1, timeout: 500 });
	}).toPass();
	return seen;
}

test('by keys: space picks a card up, arrows carry it past a colleague’s change, Escape puts it back', async ({
	desk
}) => {
	const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
	const { keyboard } = jamie.page;
	const title = await jamie.firstCard('To do');
	const [first, second] = await titles(jamie, 'Doing');
	const count = await jamie.cards('Doing').count();
	await jamie.cardLink(title).focus();
	await keyboard.press('Space');
	await heard(jamie, new RegExp(`^Picked up ${title}\\.`));
	await keyboard.press('ArrowRight');
	await heard(jamie, `Doing, 1 of ${count + 1}`);
	await keyboard.press('ArrowDown');
	await heard(jamie, `Doing, 2 of ${count + 1}`);
	await ana.moveTo((await titles(ana, 'To do'))[1]!, 'Doing');
	await expect(jamie.cards('Doing')).toHaveCount(count + 1);
	await keyboard.press('Space');
	await heard(jamie, `Dropped ${title}: Doing, 3 of ${count + 2}`);
	for (const one of [jamie, ana])
		await expect.poll(() => titles(one, 'Doing')).toEqual([expect.any(String), first, title, second]);
	await expect(jamie.cardLink(title)).toBeFocused();

	await keyboard.press('Enter');
	await expect(jamie.panel).toBeVisible();
	await keyboard.press('Escape');
	await expect(jamie.cardLink(title)).toBeFocused();
	await keyboard.press('Space');
	for (const key of ['ArrowLeft', 'End', 'Escape']) await keyboard.press(key);
	await heard(jamie, `Put back ${title}`);
	expect((await titles(ana, 'Doing'))[2]).toBe(title);
	await keyboard.press('ArrowUp');
	await expect(jamie.cardLink(first!)).toBeFocused();

	const waiting = await jamie.firstCard('Inbox');
	await jamie.cardLink(waiting).focus();
	for (const key of ['Space', 'ArrowRight', 'Enter']) await keyboard.press(key);
	await expect(jamie.whoAndWhen).toContainText(`“${waiting}” goes to To do.`);
	await keyboard.press('Escape');
	await expect(jamie.cardLink(waiting)).toBeFocused();
	expect(await ana.firstCard('Inbox')).toBe(waiting);
});

test('a card that a colleague takes away under the hand stays in it, and the focus on it; one that is archived leaves it', async ({
	desk
}) => {
	const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
	const { keyboard } = jamie.page;
	const [taken, next] = await titles(jamie, 'To do');
	await jamie.cardLink(taken!).focus();
	for (const key of ['Space', 'ArrowRight']) await keyboard.press(key);
	await ana.moveTo(taken!, 'Verify benefits');
	await expect(jamie.cardIn('Verify benefits', taken!).locator('a')).toBeFocused();
	await keyboard.press('Space');
	await expect(ana.cardIn('Doing', taken!)).toBeVisible();
	await keyboard.press('Control+z');
	await expect(jamie.cardIn('Verify benefits', taken!).locator('a')).toBeFocused();
	await jamie.cardLink(next!).focus();
	for (const key of ['Space', 'ArrowRight']) await keyboard.press(key);
	await ana.openCard(next!);
	await ana.panel.getByRole('button', { name: 'Archive card' }).click();
	await expect(jamie.news).toContainText('This card is no longer on the board.');
	await expect(jamie.column('To do').locator('a:focus')).toHaveCount(1);
});

test('several at once: marked by clicks and keys, moved together, given away, archived', async ({ desk }) => {
	const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
	const { page } = jamie;
	const bar = page.getByRole('region', { name: 'Selected cards' });
	const [one, two, three] = await titles(jamie, 'To do');
	const waiting = await jamie.firstCard('Inbox');
	await jamie.cardLink(one!).click({ modifiers: ['ControlOrMeta'] });
	await jamie.cardLink(three!).click({ modifiers: ['Shift'] });
	await expect(bar).toContainText('3 selected');
	await jamie.cardLink(two!).focus();
	await page.keyboard.press('x');
	await heard(jamie, `No longer selected: ${two}. 2 selected`);
	await jamie.cardLink(waiting).focus();
	await page.keyboard.press('x');
	await expect(jamie.panel).toHaveCount(0);

	await bar.getByRole('button', { name: 'Move to…' }).click();
	await expect(page.getByRole('menuitemradio', { name: 'Inbox' })).toBeFocused();
	await page.keyboard.type('ver');
	await expect(page.getByRole('menuitemradio', { name: 'Verify benefits' })).toBeFocused();
	await expect(page.getByRole('menuitemradio')).toHaveCount(1);
	await page.keyboard.press('Enter');
	await expect(jamie.whoAndWhen).toContainText('3 cards go to Verify benefits.');
	const choice = await jamie.whoAndWhen.getByRole('option', { name: /Jamie/ }).getAttribute('value');
	await jamie.whoAndWhen.getByRole('combobox', { name: 'Who does it' }).selectOption(choice);
	await jamie.whoAndWhen.getByRole('button', { name: 'Tomorrow 12:00' }).click();
	await jamie.whoAndWhen.getByRole('button', { name: 'Move cards' }).click();
	await expect.poll(async () => (await titles(ana, 'Verify benefits')).slice(0, 3)).toEqual([waiting, one, three]);
	await expect(ana.card(waiting)).toContainText('tomorrow 12:00');

	await bar.getByRole('button', { name: 'Owner…' }).click();
	await page.getByRole('menuitem', { name: 'Ana Petrova' }).click();
	for (const title of [waiting, one!, three!])
		await expect(ana.card(title).getByRole('img', { name: 'Owner: Ana Petrova' })).toBeVisible();
	await bar.getByRole('button', { name: 'Archive' }).click();
	await expect(ana.card(one!)).toHaveCount(0);
	await expect(bar).toHaveCount(0);

	const tile = jamie.card(two!);
	await tile.hover();
	await tile.getByRole('button', { name: `Move to…: ${two}` }).click();
	await page.getByRole('menuitem', { name: 'Right', exact: true }).click();
	await expect(ana.cardIn('Doing', two!)).toBeVisible();
});

test('by touch: a long press takes a card, the side of the screen turns the page, and nothing scrolls away', async ({
	desk
}) => {
	const [jamie, ana] = await Promise.all([desk('Jamie', PHONE), desk('Ana')]);
	const { page } = jamie;
	await page.getByRole('button', { name: /^To do\b/ }).tap();
	const title = await jamie.firstCard('To do');
	await expect(jamie.card(title)).toBeInViewport({ ratio: 1 });
	await expect.poll(() => jamie.card(title).evaluate((tile) => tile.getBoundingClientRect().left)).toBeLessThan(30);
	const box = (await jamie.card(title).boundingBox())!;
	const finger = await jamie.context.newCDPSession(page);
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
		finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
	const held = page.locator('[data-card].held');
	await touch('touchStart', box.x + 80, box.y + 30);
	await expect(held).toHaveCount(1);
	for (let y = 40; y <= 280; y += 30) await touch('touchMove', box.x + 80, box.y + y);
	expect(
		await jamie
			.column('To do')
			.locator('ol')
			.evaluate((list) => list.scrollTop)
	).toBe(0);
	await touch('touchMove', 384, box.y + 120);
	// Looked at in every frame: a finger that stays at the side turns on to the page after.
	await page.waitForFunction(
		() => document.querySelector('[aria-label="Column: Doing"]')!.getBoundingClientRect().left < innerWidth / 2
	);
	await touch('touchMove', 200, box.y + 10);
	await expect(jamie.column('Doing')).toBeInViewport({ ratio: 0.8 });
	await expect(jamie.column('Doing').locator('ol > li[aria-hidden]')).toBeVisible();
	await touch('touchEnd');
	await expect(ana.cardIn('Doing', title)).toBeVisible();
	await expect(held).toHaveCount(0);
	await expect(jamie.panel).toHaveCount(0);

	const other = jamie.cards('Doing').nth(2);
	await other.getByRole('button', { name: /^Move to…/ }).tap();
	await page.getByRole('menuitem', { name: 'Select' }).tap();
	await jamie.cards('Doing').nth(1).tap();
	await expect(page.getByRole('region', { name: 'Selected cards' })).toContainText('2 selected');
	await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2);
	await page.getByRole('button', { name: 'Clear' }).tap();
	await expect(page.getByRole('checkbox')).toHaveCount(0);
});

test('a column of a hundred: what is seen is drawn, and the focus, the place and the printer miss nothing', async ({
	desk,
	practice
}) => {
	await fillBoards(practice, new Map([['front-desk', 620]]));
	const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
	const { page } = jamie;
	const cards = jamie.cards('To do');
	const all = Number(await cards.first().getAttribute('aria-setsize'));
	expect(all).toBeGreaterThan(90);
	expect(await cards.count()).toBeLessThan(40);
	await jamie.cardLink(await jamie.firstCard('To do')).focus();
	await page.keyboard.press('End');
	const last = jamie.column('To do').locator(`[aria-posinset="${all}"] a`);
	await expect(last).toBeFocused();
	await expect(last).toBeInViewport();
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('Space');
	await page.keyboard.press('Home');
	await heard(jamie, `To do, 1 of ${all}`);
	await page.keyboard.press('Space');
	await expect.poll(() => cards.first().locator('a:focus').count()).toBe(1);

	const list = jamie.column('To do').locator('ol');
	await list.evaluate((element) => element.scrollTo(0, 4_000));
	const seen = await somethingSeen(list);
	/** Within the list: a banner may come above the whole board meanwhile. */
	const place = async () => (await seen.boundingBox())!.y - (await list.boundingBox())!.y;
	const before = await place();
	await ana.moveTo(await ana.firstCard('Doing'), 'To do');
	await expect(cards.first()).toHaveAttribute('aria-setsize', String(all + 1));
	expect(Math.abs((await place()) - before)).toBeLessThan(2);

	await seen.hover({ position: { x: 60, y: 20 } });
	await page.mouse.down();
	const { x } = (await seen.boundingBox())!;
	await page.mouse.move(x + 80, 880, { steps: 5 });
	await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBeGreaterThan(5_000);
	await expect(seen).toHaveClass(/held/);
	await page.keyboard.press('Escape');
	await page.mouse.up();
	await expect(seen).not.toHaveClass(/held/);
	await expect(jamie.panel).toHaveCount(0);

	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	await expect(cards).toHaveCount(all + 1);
	await page.evaluate(() => dispatchEvent(new Event('afterprint')));
	await editBoard(practice, 'front-desk', (doc) => setWipLimit(doc, 'doing' as ColumnId, 5));
	await expect(jamie.column('Doing')).toContainText(/\d+ of 5, over the limit/);
});
