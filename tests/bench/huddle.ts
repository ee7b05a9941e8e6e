import type { Browser, Page } from 'playwright';
import { Desk } from '../browser/desk.ts';
import type { Practice } from '../browser/practice.ts';
import { Television } from '../browser/wall-screen.ts';
import { both, head, inDemo, row } from './in-demo.ts';
import { noteGestures, sitDown } from './sight.ts';

/**
 * The huddle: how soon a step on the leader's phone is on two desks and the wall, and how soon somebody who comes late
 * stands where the others are. Server and browsers share this machine.
 */
const ROUNDS = 4;
const JOINS = 5;
const PHONE = { width: 390, height: 844 };

/** Notes the frame in which the page first says how far the walk is. */
function watchForPlace(place: string): void {
	window.shownAt = new Promise((resolve) => {
		const look = () => {
			const texts = document.evaluate(`//*[text()="${place}"]`, document.body, null, 9).singleNodeValue;
			if (!texts) return;
			observer.disconnect();
			requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
		};
		const observer = new MutationObserver(look);
		observer.observe(document.body, { childList: true, subtree: true, characterData: true });
		look();
	});
}

const shownOn = (page: Page) => page.evaluate(() => window.shownAt);

interface Team {
	readonly phone: Desk;
	readonly desks: readonly Desk[];
	readonly wall: Television;
}

async function begin(browser: Browser, practice: Practice): Promise<Team> {
	const [phone, ...desks] = await Promise.all(['Maria', 'Ana', 'Dana'].map((name) => sitDown(browser, practice, name)));
	await phone!.page.setViewportSize(PHONE);
	const context = await browser.newContext({ baseURL: practice.url, viewport: { width: 1920, height: 1080 } });
	const wall = new Television(new Desk('the wall', context, await context.newPage()));
	await wall.pair(practice, context.request);
	await phone!.page.goto('/huddle');
	await phone!.page.getByRole('button', { name: 'Start the huddle of Lantern Street Therapy' }).click();
	await phone!.page.getByRole('button', { name: 'The walk' }).click();
	await phone!.page.getByText('1 of 7', { exact: true }).waitFor();
	for (const desk of desks) await join(desk);
	return { phone: phone!, desks, wall };
}

/** @returns milliseconds from the click to the frame that says where the others are. */
async function join({ page }: Desk): Promise<number> {
	await page.goto('/huddle');
	const button = page.getByRole('button', { name: 'Join' });
	await button.waitFor();
	await page.evaluate(noteGestures);
	await page.evaluate(watchForPlace, '1 of 7');
	await button.click();
	return (await shownOn(page)) - (await page.evaluate(() => window.gestureAt));
}

/** Through the walk and back again: for each step, how long until the last of the three screens showed it. */
async function steps({ phone, desks, wall }: Team): Promise<{ readonly onDesks: number[]; readonly onWall: number[] }> {
	await phone.page.evaluate(noteGestures);
	const [onDesks, onWall]: [number[], number[]] = [[], []];
	const pages = [...desks.map(({ page }) => page), wall.page];
	for (let round = 0; round < ROUNDS; round += 1) {
		for (let n = 2; n <= 13; n += 1) {
			const [name, at] = n <= 7 ? ['Next card', n] : ['Back', 14 - n];
			await Promise.all(pages.map((page) => page.evaluate(watchForPlace, `${at} of 7`)));
			await phone.page.getByRole('button', { name, exact: true }).click();
			const shown = await Promise.all(pages.map(shownOn));
			const gesture = await phone.page.evaluate(() => window.gestureAt);
			onWall.push(shown.pop()! - gesture);
			onDesks.push(...shown.map((moment) => moment - gesture));
		}
	}
	return { onDesks, onWall };
}

async function late(browser: Browser, practice: Practice): Promise<number[]> {
	const waits: number[] = [];
	for (let n = 0; n < JOINS; n += 1) {
		const keisha = await sitDown(browser, practice, 'Keisha');
		waits.push(await join(keisha));
		await keisha.context.close();
	}
	return waits;
}

await inDemo(async (browser, practice) => {
	head('the huddle');
	const { onDesks, onWall } = await steps(await begin(browser, practice));
	row('a step on the leader’s phone → on two desks, p50 / p95', 'p95 ≤ 300 ms', both(onDesks));
	row('a step on the leader’s phone → on the wall, p50 / p95', 'p95 ≤ 300 ms', both(onWall));
	row('who comes late → where the others are, p50 / worst', '1,000 ms', both(await late(browser, practice)));
});
