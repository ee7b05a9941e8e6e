import type { Locator } from '@playwright/test';
import type { Desk } from './desk.ts';
import { expect, test, type DeskOptions } from './fixture.ts';

const PHONE: DeskOptions = {
	viewport: { width: 390, height: 844 },
	deviceScaleFactor: 2,
	isMobile: true,
	hasTouch: true
};
const THUMB = 44;
const STEPS = 20;
const FRAME_MS = 16;

const columnTab = ({ page }: Desk, title: string) =>
	page.getByRole('navigation', { name: 'Columns' }).getByRole('button', { name: new RegExp(`^${title}\\b`) });

/** Where something is once no scroll moves it any more. */
async function restingBox(one: Locator) {
	let box = (await one.boundingBox())!;
	await expect(async () => {
		const before = box;
		await one.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
		box = (await one.boundingBox())!;
		expect(box).toEqual(before);
	}).toPass();
	return box;
}

/** A finger that moves over the screen, from the middle of what it touches: once that stands still, as a person would. */
async function swipe(one: Desk, from: Locator, by: { x?: number; y?: number }): Promise<void> {
	const box = await restingBox(from);
	const start = Date.now() / 1000;
	const finger = await one.context.newCDPSession(one.page);
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', part: number, afterMs: number) => {
		const at = { x: box.x + box.width / 2 + (by.x ?? 0) * part, y: box.y + box.height / 2 + (by.y ?? 0) * part };
		return finger.send('Input.dispatchTouchEvent', {
			type,
			touchPoints: type === 'touchEnd' ? [] : [at],
			timestamp: start + afterMs / 1000
		});
	};
	await touch('touchStart', 0, 0);
	for (let step = 1; step <= STEPS; step += 1) await touch('touchMove', step / STEPS, step * FRAME_MS);
	// It rests before it lifts: a flick would run on as far as the machine's clock makes it.
	for (const step of [1, 2, 3]) await touch('touchMove', 1 + step / 1000, STEPS * FRAME_MS + step * 200);
	await touch('touchEnd', 1, STEPS * FRAME_MS + 800);
	await finger.detach();
}

async function staysWithinTheScreen({ page }: Desk): Promise<void> {
	const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	expect(wider).toBeLessThanOrEqual(0);
}

async function moveByThumb({ page }: Desk, title: string, column: string): Promise<void> {
	await page.getByRole('button', { name: `Move to…: ${title}`, exact: true }).tap();
	await page.getByRole('menuitemradio', { name: column }).tap();
}

test('a phone shows one column at a time: by its tab, and by a swipe', async ({ desk }) => {
	const jamie = await desk('Jamie', PHONE);
	await expect(jamie.column('Inbox')).toBeInViewport({ ratio: 0.8 });
	await expect(jamie.column('To do')).not.toBeInViewport({ ratio: 0.1 });
	await staysWithinTheScreen(jamie);

	await columnTab(jamie, 'Contacted').tap();
	await expect(jamie.column('Contacted, waiting')).toBeInViewport({ ratio: 0.8 });
	await expect(columnTab(jamie, 'Contacted')).toHaveAttribute('aria-current', 'true');
	await columnTab(jamie, 'Inbox').tap();
	await expect(jamie.column('Inbox')).toBeInViewport({ ratio: 0.8 });

	await swipe(jamie, jamie.cards('Inbox').first(), { x: -280 });
	await expect(jamie.column('To do')).toBeInViewport({ ratio: 0.8 });
	await expect(jamie.column('Inbox')).not.toBeInViewport({ ratio: 0.1 });
	await expect(columnTab(jamie, 'To do')).toHaveAttribute('aria-current', 'true');
});

test('a finger that scrolls picks no card up', async ({ desk }) => {
	const [jamie, ana] = await Promise.all([desk('Jamie', PHONE), desk('Ana')]);
	await columnTab(jamie, 'To do').tap();
	const first = await jamie.firstCard('To do');
	await expect(jamie.card(first)).toBeInViewport();
	await swipe(jamie, jamie.cards('To do').nth(2), { y: -400 });
	await expect(jamie.card(first)).not.toBeInViewport();
	await swipe(jamie, jamie.column('To do'), { y: 400 });
	await expect(jamie.card(first)).toBeInViewport();
	await swipe(jamie, jamie.card(first), { x: -280 });
	await expect(jamie.column('Doing')).toBeInViewport({ ratio: 0.8 });
	await expect(jamie.panel).toHaveCount(0);
	expect(await jamie.firstCard('To do')).toBe(first);
	expect(await ana.firstCard('To do')).toBe(first);
});

test('cards are captured and moved with the thumb', async ({ desk }) => {
	const [jamie, ana] = await Promise.all([desk('Jamie', PHONE), desk('Ana')]);
	await columnTab(jamie, 'To do').tap();
	await jamie.newCard.tap();
	await jamie.newCard.fill('Caught between two calls');
	await jamie.page.getByRole('button', { name: 'Add card' }).tap();
	await expect(ana.cardIn('Inbox', 'Caught between two calls')).toBeVisible();
	await columnTab(jamie, 'Inbox').tap();
	await expect(jamie.card('Caught between two calls')).toBeVisible();
	await moveByThumb(jamie, 'Caught between two calls', 'Doing');
	await jamie.answerWhoAndWhen(/Jamie Reyes/);
	await expect(ana.cardIn('Doing', 'Caught between two calls')).toContainText('today 17:00');
	await columnTab(jamie, 'Doing').tap();
	await moveByThumb(jamie, 'Caught between two calls', 'Contacted, waiting');
	await expect(ana.cardIn('Contacted, waiting', 'Caught between two calls')).toBeVisible();
});

test('a card opens as a sheet over the board, and the phone’s own way back closes it', async ({ desk }) => {
	const [jamie, ana] = await Promise.all([desk('Jamie', PHONE), desk('Ana')]);
	const title = await jamie.firstCard('Inbox');
	await jamie.cardLink(title).tap();
	await expect(jamie.title).toHaveValue(title);
	const { width, height } = (await jamie.panel.boundingBox())!;
	expect(width).toBeGreaterThanOrEqual(389);
	expect(height).toBeGreaterThan(700);
	await staysWithinTheScreen(jamie);
	await jamie.description.tap();
	await jamie.description.fill('From the corridor.');
	await ana.openCard(title);
	await expect(ana.description).toHaveValue('From the corridor.');
	await jamie.page.goBack();
	await expect(jamie.panel).toHaveCount(0);
	await expect(jamie.column('Inbox')).toBeInViewport({ ratio: 0.8 });
	await jamie.cardLink(title).tap();
	await jamie.panel.getByRole('button', { name: 'Close card' }).tap();
	await expect(jamie.panel).toHaveCount(0);
});

test('what the thumb must hit is large enough', async ({ desk }) => {
	const jamie = await desk('Jamie', PHONE);
	const title = await jamie.firstCard('Inbox');
	const { page } = jamie;
	const onBoard = [
		columnTab(jamie, 'To do'),
		page.getByRole('button', { name: `Move to…: ${title}`, exact: true }),
		page.getByRole('button', { name: `Finish: ${title}`, exact: true }),
		page.getByRole('button', { name: 'Add card' }),
		jamie.menu
	];
	for (const target of onBoard) await expectLargeEnough(target);
	await jamie.cardLink(title).tap();
	const { panel } = jamie;
	for (const name of ['Move to…', 'Finish', 'Close card', 'Copy link', 'Mark as blocked'])
		await expectLargeEnough(panel.getByRole('button', { name, exact: true }));
	for (const name of ['Owner', 'Category', 'Priority'])
		await expectLargeEnough(panel.getByLabel(name, { exact: true }));
});

async function expectLargeEnough(target: Locator): Promise<void> {
	const { width, height } = (await target.boundingBox())!;
	expect.soft(Math.round(width), `width of ${String(target)}`).toBeGreaterThanOrEqual(THUMB);
	expect.soft(Math.round(height), `height of ${String(target)}`).toBeGreaterThanOrEqual(THUMB);
}
