import { cpus, loadavg, totalmem } from 'node:os';
import type { Browser, CDPSession, Page } from 'playwright';
import type { Desk } from '../browser/desk.ts';
import type { Practice } from '../browser/practice.ts';
import { fillBoards } from './big-boards.ts';
import { inDemo, say } from './in-demo.ts';
import { part } from './numbers.ts';
import { measure, noteGestures, sitDown, watchFor } from './sight.ts';

/**
 * Boards of 200, 1,000 and 5,000 cards in a browser: how soon they can be used, what they cost, and how fast a key
 * or a drop is on a colleague's screen. Server and browsers share this machine. `npm run bench:ui -- 1000` measures
 * one size.
 */
const BOARDS = new Map([
	['billing', 200],
	['clinical-team', 1_000],
	['management', 5_000]
]);
const OPENINGS = 5;
const LETTERS = 'one more letter and another one';
const DROPS = 32;
/** The browser compiles what it runs for the first time; a person notices the drops of a day. */
const WARM_UP = 8;
const FRAME_MS = 1000 / 60;

interface Load {
	readonly usable: number;
	readonly longest: number;
	readonly script: number;
	readonly nodes: number;
	readonly heap: number;
}

interface Live {
	readonly typing: readonly number[];
	readonly dropping: readonly number[];
	readonly typingScript: readonly number[];
	readonly droppingScript: readonly number[];
	readonly settled: readonly number[];
	readonly dropped: number;
}

declare global {
	interface Window {
		usableAt: number | undefined;
		longest: number;
		frameTimes: number[];
	}
}

/** Notes the first frame with cards, and the longest task. */
function watchLoading(): void {
	window.longest = 0;
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
	}).observe({ type: 'longtask', buffered: true });
	const look = () => {
		if (!document.querySelector('[data-card]')) return void requestAnimationFrame(look);
		requestAnimationFrame(() => requestAnimationFrame(() => (window.usableAt = performance.now())));
	};
	look();
}

async function load(browser: Browser, practice: Practice, board: string): Promise<Load> {
	const { page, context } = await sitDown(browser, practice, 'Maria');
	const inside = await context.newCDPSession(page);
	let script = 0;
	const scripts = new Set<string>();
	await inside.send('Network.enable');
	inside.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
	inside.on('Network.loadingFinished', (done) => (script += scripts.has(done.requestId) ? done.encodedDataLength : 0));
	await page.addInitScript(watchLoading);
	await page.goto(`/boards/${board}`);
	await page.waitForFunction(() => window.usableAt !== undefined);
	await page.getByRole('status').getByText('Saved on server').waitFor();
	await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
	const [usable, longest] = await page.evaluate(() => [window.usableAt!, window.longest]);
	const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
	await inside.send('HeapProfiler.collectGarbage');
	const { usedSize } = await inside.send('Runtime.getHeapUsage');
	await context.close();
	return { usable: usable!, longest: longest!, script: script / 1000, nodes, heap: usedSize / 1e6 };
}

/** What the page's scripts took while something was done, in ms of the main thread. */
async function scriptOf(inside: CDPSession, act: () => Promise<unknown>): Promise<number> {
	const before = await scripted(inside);
	await act();
	return ((await scripted(inside)) - before) * 1000;
}

async function scripted(inside: CDPSession): Promise<number> {
	const { metrics } = await inside.send('Performance.getMetrics');
	return metrics.find(({ name }) => name === 'ScriptDuration')!.value;
}

const saved = ({ page }: Desk) => page.getByRole('status').getByText('Saved on server').waitFor();

async function live(browser: Browser, practice: Practice, board: string): Promise<Live> {
	const [maria, peer] = [await sitDown(browser, practice, 'Maria'), await sitDown(browser, practice, 'Maria')];
	await Promise.all([maria.open(board), peer.open(board)]);
	await Promise.all([saved(maria), saved(peer)]);
	const inside = await maria.context.newCDPSession(maria.page);
	await inside.send('Performance.enable');
	await maria.page.evaluate(noteGestures);
	const typed = await type(maria, peer.page, inside);
	const dragged = await drag(maria, peer.page, inside);
	const dropped = await framesDropped(maria);
	await Promise.all([maria.context.close(), peer.context.close()]);
	return { ...typed, ...dragged, dropped };
}

async function columnTitles({ columns }: Desk): Promise<string[]> {
	const names = await columns.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
	return names.map((name) => name.replace('Column: ', ''));
}

async function type(maria: Desk, peer: Page, inside: CDPSession): Promise<Pick<Live, 'typing' | 'typingScript'>> {
	const column = (await columnTitles(maria))[1]!;
	let title = await maria.firstCard(column);
	const card = (await maria.cardIn(column, title).getAttribute('data-card'))!;
	await maria.openCard(title);
	await maria.title.press('End');
	const [typing, typingScript]: [number[], number[]] = [[], []];
	for (const letter of LETTERS) {
		title += letter;
		const shown = { card, column, title: title.replace(/\s+/g, ' ').trim() };
		const key = () => maria.page.keyboard.type(letter);
		if (letter === ' ') await key();
		else
			typingScript.push(await scriptOf(inside, async () => typing.push(await measure(maria.page, peer, shown, key))));
	}
	await maria.closeCard();
	return { typing, typingScript };
}

/** Takes the first card of one column to the top of the next, and back. */
async function drag(maria: Desk, peer: Page, inside: CDPSession) {
	const titles = await columnTitles(maria);
	const [dropping, droppingScript, settled]: [number[], number[], number[]] = [[], [], []];
	const { mouse } = maria.page;
	for (let i = 0; i < DROPS; i += 1) {
		const [from, to] = i % 2 ? [titles[3]!, titles[2]!] : [titles[2]!, titles[3]!];
		const title = await maria.firstCard(from);
		const tile = maria.cards(from).first();
		const card = (await tile.getAttribute('data-card'))!;
		const [start, target] = [(await tile.boundingBox())!, (await maria.cards(to).first().boundingBox())!];
		await mouse.move(start.x + 60, start.y + 20);
		await mouse.down();
		await mouse.move(target.x + 60, target.y + 8, { steps: 12 });
		const sight = { card, column: to, title };
		const drop = async () => void dropping.push(await measure(maria.page, peer, sight, () => mouse.up()));
		// To watch one's own screen is script of its own, so each drop is measured in one way.
		if (i % 4 < 2) {
			const script = await scriptOf(inside, drop);
			if (i >= WARM_UP) droppingScript.push(script);
			continue;
		}
		await maria.page.evaluate(watchFor, sight);
		await drop();
		const [shown, released] = await maria.page.evaluate(async () => [await window.shownAt, window.gestureAt]);
		settled.push(shown! - released!);
	}
	return { dropping, droppingScript, settled };
}

/** The share of frames that did not come in time while a card is carried to and fro over the board. */
async function framesDropped(maria: Desk): Promise<number> {
	const { page } = maria;
	const tile = (await maria
		.cards((await columnTitles(maria))[1]!)
		.first()
		.boundingBox())!;
	await page.mouse.move(tile.x + 60, tile.y + 20);
	await page.mouse.down();
	await page.mouse.move(tile.x + 80, tile.y + 40, { steps: 4 });
	await page.evaluate(() => {
		window.frameTimes = [];
		const frame = (at: number) => window.frameTimes.push(at) && requestAnimationFrame(frame);
		requestAnimationFrame(frame);
	});
	for (const [x, y] of [
		[1300, 300],
		[300, 700],
		[1200, 800],
		[200, 200],
		[1300, 850],
		[300, 300]
	] as const)
		await page.mouse.move(x, y, { steps: 40 });
	const frames = await page.evaluate(() => window.frameTimes);
	await page.keyboard.press('Escape');
	await page.mouse.up();
	const due = Math.round((frames.at(-1)! - frames[0]!) / FRAME_MS);
	return Math.max(0, 1 - (frames.length - 1) / due) * 100;
}

const ms = (number: number) => `${number < 10 ? number.toFixed(1) : Math.round(number)} ms`;
const both = (numbers: readonly number[]) => `${ms(part(0.5, numbers))} / ${ms(part(0.95, numbers))}`;

function rowsOf(loads: readonly Load[], { typing, dropping, typingScript, droppingScript, settled, dropped }: Live) {
	const middle = (field: keyof Load) =>
		part(
			0.5,
			loads.map((one) => one[field])
		);
	return {
		'board usable, cold': ms(middle('usable')),
		'longest task while loading': ms(middle('longest')),
		'JavaScript on the wire': `${Math.round(middle('script'))} KB`,
		'DOM nodes': middle('nodes').toLocaleString('en'),
		heap: `${middle('heap').toFixed(1)} MB`,
		'letter of a title → colleague’s screen, p50 / p95': both(typing),
		'drag released → colleague’s screen, p50 / p95': both(dropping),
		'frames dropped while dragging': `${dropped.toFixed(1)} %`,
		'release → settled on one’s own screen, p50 / p95': both(settled),
		'our script for a letter, p50 / p95': both(typingScript),
		'our script for a drop, p50 / p95': both(droppingScript)
	};
}

const only = process.argv.slice(2).map(Number);
const sizes = new Map([...BOARDS].filter(([, size]) => only.length === 0 || only.includes(size)));
process.env.SYNC_RATE = 'off';
await inDemo(async (browser, practice) => {
	const columns: Record<string, string>[] = [];
	for (const [board, size] of sizes) {
		// A page follows all boards of its person: a larger one that is there already would be measured along.
		await fillBoards(practice, new Map([[board, size]]));
		const loads: Load[] = [];
		for (let i = 0; i < OPENINGS; i += 1) loads.push(await load(browser, practice, board));
		columns.push(rowsOf(loads, await live(browser, practice, board)));
	}
	const [cpu] = cpus();
	const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
	say(
		`${new Date().toISOString().slice(0, 10)} · ${cpu?.model} · ${cpus().length} cores · ${memory} · Node ${process.version} · Chromium ${browser.version()} · load ${loadavg()[1]!.toFixed(1)} of others and this\n`
	);
	say(`| | ${[...sizes.values()].map((size) => `${size.toLocaleString('en')} cards`).join(' | ')} |`);
	say(`| --- |${' --- |'.repeat(sizes.size)}`);
	for (const row of Object.keys(columns[0] ?? {})) say(`| ${row} | ${columns.map((one) => one[row]).join(' | ')} |`);
});
