import type { Television } from '../browser/wall-screen.ts';
import { part } from './sight.ts';

/** A television's processor, beside this machine's. */
const SLOWER = 6;
const SECONDS = 30;
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
 * Views come at their fastest on a slow processor, each with other cards, while the clock runs so that a slide turns
 * every second. They come from the page itself: the server's work is not in the numbers.
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
	const turned = <T>(list: T[], by: number) => [...list.slice(by % list.length), ...list.slice(0, by % list.length)];
	const began = Date.now();
	for (let n = 1; n * every <= seconds * 1000; n += 1) {
		const say = (event: string, data: object) =>
			window.stream.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
		say('beat', { at: began + n * 5_000, build: null });
		say('view', {
			...view,
			numbers: { ...view.numbers, overdue: n },
			exceptions: turned(view.exceptions, n),
			slides: view.slides.map((slide) => ({
				...slide,
				columns: slide.columns.map((column) => ({ ...column, cards: turned(column.cards, n) }))
			}))
		});
		await new Promise((resolve) => setTimeout(resolve, every));
	}
	return { tasks, frames };
}
