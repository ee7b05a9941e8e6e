import type { Browser, Page } from 'playwright';
import { Desk } from '../browser/desk.ts';
import type { Practice } from '../browser/practice.ts';

/** What a colleague's screen is waited for to show. */
export interface Sight {
	readonly card: string;
	readonly column: string;
	readonly title: string;
}

declare global {
	interface Window {
		gestureAt: number;
		shownAt: Promise<number>;
	}
}

export async function sitDown(browser: Browser, practice: Practice, name: string): Promise<Desk> {
	const viewport = { width: 1440, height: 900 };
	const context = await browser.newContext({ baseURL: practice.url, timezoneId: 'America/New_York', viewport });
	await practice.signIn(context.request, name);
	return new Desk(name, context, await context.newPage());
}

/** Notes when a key, a click or a release happened, by the clock that all pages of this machine share. */
export function noteGestures(): void {
	const note = ({ timeStamp }: Event) => (window.gestureAt = performance.timeOrigin + timeStamp);
	for (const kind of ['keydown', 'click', 'pointerup']) document.addEventListener(kind, note, { capture: true });
}

/** Notes the frame in which the page first shows what is waited for. */
export function watchFor({ card, column, title }: Sight): void {
	const isShown = () => {
		const link = document.querySelector(`[aria-label="Column: ${column}"] [data-card="${card}"] a`);
		return link?.textContent?.trim() === title;
	};
	window.shownAt = new Promise((resolve) => {
		const look = () => {
			if (!isShown()) return;
			observer.disconnect();
			requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
		};
		const observer = new MutationObserver(look);
		observer.observe(document.body, { childList: true, subtree: true, characterData: true });
	});
}

/** Milliseconds from a gesture on one page to the frame in which another shows what came of it. */
export async function measure(from: Page, to: Page, sight: Sight, edit: () => Promise<void>): Promise<number> {
	await to.evaluate(watchFor, sight);
	await edit();
	const [gestureAt, shownAt] = [await from.evaluate(() => window.gestureAt), await to.evaluate(() => window.shownAt)];
	return shownAt - gestureAt;
}
