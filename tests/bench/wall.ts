import type { Browser, Page } from 'playwright';
import { Desk } from '../browser/desk.ts';
import { PageFiles } from '../browser/page-files.ts';
import type { Practice } from '../browser/practice.ts';
import { Television } from '../browser/wall-screen.ts';
import { both, head, inDemo, row } from './in-demo.ts';
import { ms } from './numbers.ts';
import { noteGestures, sitDown } from './sight.ts';
import { onWeakProcessor } from './wall-weak.ts';

/**
 * The screen on the wall: what its page weighs, how soon a change is on it, how it keeps up on a
 * weak processor, and how soon it is dark. Server and browsers share this machine.
 */
const CHANGES = 40;
const TURNS = 5;

async function hang(browser: Browser, practice: Practice): Promise<Television> {
	const context = await browser.newContext({ baseURL: practice.url, viewport: { width: 1920, height: 1080 } });
	return new Television(new Desk('the wall', context, await context.newPage()));
}

/** Notes the frame in which one of the four numbers first is this. */
function watchForNumber([words, wanted]: readonly [string, number]): void {
	const isShown = () => {
		const term = [...document.querySelectorAll('dt')].find(({ textContent }) => textContent === words);
		return Number(term?.parentElement?.querySelector('dd')?.textContent) === wanted;
	};
	window.shownAt = whenFirst(isShown);
}

/** Notes the frame in which no number of any board is shown any more. */
function watchForDark(): void {
	window.shownAt = whenFirst(() => !document.querySelector('dl'));
}

/** Puts into the page what both of them need. */
function addWhenFirst(): void {
	window.whenFirst = (holds) =>
		new Promise((resolve) => {
			const look = () => {
				if (!holds()) return;
				observer.disconnect();
				requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
			};
			const observer = new MutationObserver(look);
			observer.observe(document.body, { childList: true, subtree: true, characterData: true });
		});
}

declare global {
	interface Window {
		whenFirst: (holds: () => boolean) => Promise<number>;
	}
	var whenFirst: Window['whenFirst'];
}

const gestureOf = (page: Page) => page.evaluate(() => window.gestureAt);
const shownOn = (page: Page) => page.evaluate(() => window.shownAt);

/** What the page loads until it shows boards, its code and its QR code before that. */
async function weight(browser: Browser, practice: Practice): Promise<number> {
	const tv = await hang(browser, practice);
	const files = new PageFiles(tv.page);
	await tv.pair(practice, tv.desk.context.request);
	const bytes = await files.gzipBytes();
	await tv.desk.context.close();
	return bytes;
}

/** Milliseconds from Enter at a desk to the frame in which the wall counts the new card. */
async function changes(browser: Browser, practice: Practice): Promise<number[]> {
	const [ana, tv] = [await sitDown(browser, practice, 'Ana'), await hang(browser, practice)];
	await ana.open('front-desk');
	await tv.pair(practice, tv.desk.context.request);
	await tv.page.evaluate(addWhenFirst);
	await ana.page.evaluate(noteGestures);
	const waits: number[] = [];
	const begun = await tv.number('no owner');
	for (let n = 1; n <= CHANGES; n += 1) {
		await ana.newCard.fill(`Sort the letters, pile ${n}`);
		await ana.status.getByText('Saved on server').waitFor();
		await tv.page.evaluate(watchForNumber, ['no owner', begun + n] as const);
		await ana.newCard.press('Enter');
		const shown = await shownOn(tv.page);
		waits.push(shown - (await gestureOf(ana.page)));
	}
	await Promise.all([ana.context.close(), tv.desk.context.close()]);
	return waits;
}

/** Milliseconds from a manager's click to the frame in which the screen shows nothing of the boards. */
async function turnsDark(browser: Browser, practice: Practice): Promise<number[]> {
	const [maria, tv] = [await sitDown(browser, practice, 'Maria'), await hang(browser, practice)];
	const waits: number[] = [];
	for (let n = 0; n < TURNS; n += 1) {
		const name = `Wall ${n}`;
		await tv.pair(practice, maria.context.request, { name });
		await tv.page.evaluate(addWhenFirst);
		await maria.page.goto('/walls');
		await maria.page.evaluate(noteGestures);
		const row = maria.page.getByRole('listitem').filter({ hasText: name });
		await row.getByRole('button', { name: 'Turn it dark…' }).click();
		await tv.page.evaluate(watchForDark);
		await maria.page.getByRole('button', { name: 'Turn it dark', exact: true }).click();
		const shown = await shownOn(tv.page);
		waits.push(shown - (await gestureOf(maria.page)));
	}
	await Promise.all([maria.context.close(), tv.desk.context.close()]);
	return waits;
}

async function weak(browser: Browser, practice: Practice): Promise<string> {
	const tv = await hang(browser, practice);
	await tv.pair(practice, tv.desk.context.request);
	const { longestTask, frame95, longestFrame } = await onWeakProcessor(tv);
	await tv.desk.context.close();
	return `${ms(longestTask)}; ${ms(frame95)} / ${ms(longestFrame)}`;
}

await inDemo(async (browser, practice) => {
	head('the screen on the wall');
	row('html, scripts and styles, gzip', '60 KB', `${((await weight(browser, practice)) / 1000).toFixed(1)} KB`);
	row('a change on a board → on the wall, p50 / p95', 'p95 ≤ 300 ms', both(await changes(browser, practice)));
	row('6 × slower, 4 views a second: longest task; frames, p95 / longest', '100 ms', await weak(browser, practice));
	row('turned dark → nothing of it shown, p50 / worst', '1,000 ms', both(await turnsDark(browser, practice)));
});
