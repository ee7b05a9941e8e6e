import type { Television } from '../browser/wall-screen.ts';
import { part } from './numbers.ts';

/** A television's processor, beside this machine's. */
const SLOWER = 6;
const SECONDS = 40;
const VIEWS_A_SECOND = 4;

declare global {
	interface Window {
		stream: EventTarget;
	}
}

/** How a page kept up: what held its only thread longest, and how long no frame came. */
export interface Weak {
	readonly longestTask: number;
	readonly frame95: number;
	readonly longestFrame: number;
}

/**
 * Views come at their fastest on a slow processor, each with another card at the head of every list and other numbers,
 * while the slides go round. They come from the page itself: the server's work is not in the numbers.
 */
export async function onWeakProcessor({ page }: Television): Promise<Weak> {
	await page.addInitScript(takeTheStream);
	await page.reload();
	await page.getByText(/^Live · /).waitFor();
	const inside = await page.context().newCDPSession(page);
	await inside.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
	const { tasks, frames } = await page.evaluate(rush, { seconds: SECONDS, every: 1000 / VIEWS_A_SECOND });
	await inside.detach();
	return { longestTask: Math.max(0, ...tasks), frame95: part(0.95, frames), longestFrame: Math.max(...frames) };
}

/** In the place of the browser's: hands the stream to the test, and says once that it is live. */
function takeTheStream(): void {
	window.EventSource = class extends EventTarget {
		onerror = null;
		constructor() {
			super();
			window.stream = this;
			const beat = { at: Date.now(), build: null };
			setTimeout(() => this.dispatchEvent(new MessageEvent('beat', { data: JSON.stringify(beat) })), 100);
		}
		close(): void {}
	} as unknown as typeof EventSource;
}

async function rush({ seconds, every }: { seconds: number; every: number }) {
	interface View {
		readonly numbers: { overdue: number };
		readonly exceptions: object[];
		readonly slides: { readonly columns: { readonly cards: object[] }[] }[];
	}
	const { view } = JSON.parse(localStorage.getItem('daybreak/wall')!) as { view: View };
	const [tasks, frames]: [number[], number[]] = [[], []];
	new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
		type: 'longtask'
	});
	let last = performance.now();
	const frame = () => {
		const now = performance.now();
		frames.push(now - last);
		last = now;
		requestAnimationFrame(frame);
	};
	requestAnimationFrame(frame);
	/** A card from further down has become the most urgent. */
	const led = <T>(list: T[], n: number) => {
		const at = n % list.length;
		return list.length === 0 ? list : [list[at]!, ...list.slice(0, at), ...list.slice(at + 1)];
	};
	const began = Date.now();
	for (let n = 1; n * every <= seconds * 1000; n += 1) {
		const say = (event: string, data: object) =>
			window.stream.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
		say('beat', { at: began + n * every, build: null });
		say('view', {
			...view,
			numbers: { ...view.numbers, overdue: n },
			exceptions: led(view.exceptions, n),
			slides: view.slides.map((slide) => ({
				...slide,
				columns: slide.columns.map((column) => ({ ...column, cards: led(column.cards, n) }))
			}))
		});
		await new Promise((resolve) => setTimeout(resolve, every));
	}
	return { tasks, frames };
}
