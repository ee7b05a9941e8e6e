import type { Browser } from 'playwright';
import type { Desk } from '../browser/desk.ts';
import type { Practice } from '../browser/practice.ts';
import { inDemo, say } from './in-demo.ts';
import { ms, part } from './numbers.ts';
import { measure, noteGestures, sitDown } from './sight.ts';

/**
 * How long an edit takes from one person's key to a colleague's painted screen, and how long until all cards of the
 * demo's largest board are there. Server and both browsers share this machine.
 */
const LETTERS = 'and one more letter for the bench!';
const MOVES = 12;
const OPENINGS = 5;
const COLUMNS = ['To do', 'Doing'] as const;
const BOARDS = ['front-desk', 'clinical-team', 'billing', 'management'] as const;

declare global {
	interface Window {
		allCardsAt: number | undefined;
	}
}

async function edits(browser: Browser, practice: Practice): Promise<{ typing: number[]; moving: number[] }> {
	const [jamie, ana] = await Promise.all(['Jamie', 'Ana'].map((name) => sitDown(browser, practice, name)));
	if (!jamie || !ana) throw new Error('two people are needed');
	await Promise.all([jamie.open('front-desk'), ana.open('front-desk')]);
	await jamie.page.evaluate(noteGestures);
	let title = await jamie.firstCard('To do');
	const card = (await jamie.card(title).getAttribute('data-card'))!;
	await jamie.openCard(title);
	await jamie.title.press('End');
	const typing: number[] = [];
	for (const letter of LETTERS) {
		title += letter;
		const shown = { card, column: COLUMNS[0], title: title.replace(/\s+/g, ' ').trim() };
		if (letter === ' ') await jamie.page.keyboard.type(letter);
		else typing.push(await measure(jamie.page, ana.page, shown, () => jamie.page.keyboard.type(letter)));
	}
	const moving: number[] = [];
	for (let move = 1; move <= MOVES; move += 1) {
		const column = COLUMNS[move % 2]!;
		await jamie.panel.getByRole('button', { name: 'Move to…' }).click();
		const choice = jamie.page.getByRole('menuitemradio', { name: column });
		await choice.waitFor();
		moving.push(await measure(jamie.page, ana.page, { card, column, title: title.trim() }, () => choice.click()));
	}
	await Promise.all([jamie.context.close(), ana.context.close()]);
	return { typing, moving };
}

async function largestBoard(browser: Browser, practice: Practice): Promise<{ board: string; cards: number }> {
	const maria = await sitDown(browser, practice, 'Maria');
	const sizes: { board: string; cards: number }[] = [];
	for (const board of BOARDS) {
		await maria.open(board);
		await maria.page.locator('[data-card]').last().waitFor({ state: 'attached' });
		sizes.push({ board, cards: await maria.page.locator('[data-card]').count() });
	}
	await maria.context.close();
	return sizes.reduce((a, b) => (b.cards > a.cards ? b : a));
}

/** Milliseconds from the navigation to the frame in which every card is there. */
async function opening({ page }: Desk, board: string, cards: number): Promise<number> {
	await page.goto(`/boards/${board}`);
	await page.waitForFunction((count) => document.querySelectorAll('[data-card]').length >= count, cards);
	return (await page.evaluate(() => window.allCardsAt))!;
}

async function openings(browser: Browser, practice: Practice, board: string, cards: number) {
	const [cold, again]: [number[], number[]] = [[], []];
	for (let round = 0; round < OPENINGS; round += 1) {
		const one = await sitDown(browser, practice, 'Maria');
		await one.page.addInitScript((count) => {
			const look = () => {
				if (document.querySelectorAll('[data-card]').length < count) requestAnimationFrame(look);
				else window.allCardsAt = performance.now();
			};
			look();
		}, cards);
		cold.push(await opening(one, board, cards));
		await one.readyForOffline();
		again.push(await opening(one, board, cards));
		await one.context.close();
	}
	return { cold, again };
}

const at = (share: number, times: readonly number[]) => ms(part(share, times));

const told = (what: string, times: readonly number[]) =>
	say(`${what} (${times.length}): p50 ${at(0.5, times)}, p95 ${at(0.95, times)}`);

await inDemo(async (browser, practice) => {
	const { typing, moving } = await edits(browser, practice);
	told('edit to a colleague’s screen', [...typing, ...moving]);
	told('  a letter of a title', typing);
	told('  a move', moving);
	const { board, cards } = await largestBoard(browser, practice);
	const { cold, again } = await openings(browser, practice, board, cards);
	told(`all ${cards} cards of ${board}, a new browser`, cold);
	told(`all ${cards} cards of ${board}, opened again`, again);
});
