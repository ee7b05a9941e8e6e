import { huddle, wall, type Attendant } from '../attendants.ts';
import { ms, part } from '../numbers.ts';
import { heapUsed, pause } from '../processes.ts';
import type { Report, Scenario } from '../report.ts';
import { say } from '../report.ts';
import { Somebody } from '../somebody.ts';
import { openHouse, type House } from '../house.ts';

/** How long; `MINUTES` is another time. */
const MINUTES = Number(process.env.MINUTES ?? 60);
const PEOPLE = 50;
const BOARDS = ['front-desk', 'clinical-team', 'billing', 'management'] as const;

/** The morning: the first tenth of the time, with everybody at it. */
const MORNING = 0.1;
const MORNING_EVERY_MS = 700;
const DAY_EVERY_MS = 4_000;
/** How often a person reloads the page. */
const RELOAD_EVERY_MS = 300_000;
const LOOKS = 24;
/** Longer than the server keeps a board that nobody has open. */
const LINGER_MS = 15_000;

/** Who else is there all the time. Each comes once everybody is in. */
const ATTENDANTS: readonly ((house: House) => Promise<Attendant>)[] = [wall, huddle];

async function run(): Promise<Report> {
	const house = await openHouse(PEOPLE, BOARDS);
	const people: Somebody[] = [];
	try {
		const before = await empty(house);
		for (const [i, member] of house.members.entries()) {
			people.push(await new Somebody(house, member, BOARDS[i % BOARDS.length]!, i).arrive());
		}
		const attendants = await Promise.all(ATTENDANTS.map((begin) => begin(house)));
		const heap = await live(house, people);
		const complaints = (await Promise.all(attendants.map((one) => one.leave()))).filter((words) => words !== '');
		const cuts = people.flatMap((one) => one.cuts);
		if (cuts.length > 0) complaints.push(`connections that were cut off: ${cuts.length}, with ${cuts[0]}`);
		people.forEach((one) => one.leave());
		const kept = (await empty(house)) - before;
		const lost = await lostOf(house, people);
		return reportOf(people, { looks: heap, kept }, lost, complaints);
	} finally {
		people.forEach((one) => one.leave());
		await house.close();
	}
}

/** @returns megabytes on the server's heap once each board has been opened and nobody is there any more. */
async function empty(house: House): Promise<number> {
	for (const board of BOARDS) await house.shownOn(board);
	await pause(LINGER_MS);
	return (await heapUsed(house.target.pid)) / 1e6;
}

interface Heap {
	readonly looks: readonly Look[];
	/** Megabytes that the server did not let go of when everybody had gone. */
	readonly kept: number;
}

interface Look {
	readonly minutes: number;
	readonly megabytes: number;
}

/** @returns what was in use on the server's heap, looked at again and again. */
async function live(house: House, people: readonly Somebody[]): Promise<Look[]> {
	const [start, whole] = [performance.now(), MINUTES * 60_000];
	const since = () => performance.now() - start;
	const looks: Look[] = [];
	people.forEach((one, i) => one.work(() => (since() < whole * MORNING ? MORNING_EVERY_MS : DAY_EVERY_MS), i * 13));
	people.forEach((one, i) => one.reloadEvery(RELOAD_EVERY_MS, i * (RELOAD_EVERY_MS / PEOPLE)));
	while (since() < whole) {
		await pause(Math.min(whole / LOOKS, whole - since() + 1));
		const look = { minutes: since() / 60_000, megabytes: (await heapUsed(house.target.pid)) / 1e6 };
		looks.push(look);
		const waits = people.flatMap((one) => one.waits);
		say(
			`  ${look.minutes.toFixed(1)} min: ${waits.length} acknowledged, p95 ${ms(part(0.95, waits))}, heap ${look.megabytes.toFixed(1)} MB`
		);
	}
	for (const one of people) await one.finish();
	return looks;
}

/** Edits that were acknowledged and are not on the board. */
async function lostOf(house: House, people: readonly Somebody[]): Promise<number> {
	await house.target.restart('SIGKILL');
	let lost = 0;
	for (const board of BOARDS) {
		const shown = await house.shownOn(board);
		for (const one of people.filter((who) => who.board === board)) lost += one.missingIn(shown);
	}
	return lost;
}

/** Megabytes an hour by which the heap grew, over the last half: before that, boards still fill. */
function slopeOf(looks: readonly Look[]): number {
	const late = looks.slice(Math.floor(looks.length / 2));
	const mean = (of: (look: Look) => number) => late.reduce((sum, look) => sum + of(look), 0) / late.length;
	const [x, y] = [mean(({ minutes }) => minutes), mean(({ megabytes }) => megabytes)];
	const over = late.reduce((sum, look) => sum + (look.minutes - x) * (look.megabytes - y), 0);
	const under = late.reduce((sum, look) => sum + (look.minutes - x) ** 2, 0);
	return (over / under) * 60;
}

function reportOf(people: readonly Somebody[], { looks, kept }: Heap, lost: number, complaints: string[]): Report {
	const waits = people.flatMap((one) => one.waits);
	const [p95, slope] = [part(0.95, waits), slopeOf(looks)];
	const edits = people.reduce((sum, one) => sum + one.written, 0);
	// What is written stays on a board until the night, in its document and in the gate's copy of it.
	const grown = `${slope.toFixed(1)} MB an hour, ${((slope * 1e6) / ((edits / MINUTES) * 60)).toFixed(0)} bytes an edit`;
	return {
		lines: [
			{
				what: `acknowledged, p50 / p95 / p99 of ${waits.length}`,
				...ackOf(waits),
				goal: 'p95 ≤ 100 ms',
				reached: p95 <= 100
			},
			{ what: 'heap with all boards open, from the middle to the end', values: { daybreak: grown } },
			{
				what: 'heap at the first look / at the last',
				values: { daybreak: `${looks[0]!.megabytes.toFixed(1)} / ${looks.at(-1)!.megabytes.toFixed(1)} MB` }
			},
			{
				what: 'heap kept when all have gone, beyond that before they came',
				values: { daybreak: `${kept.toFixed(1)} MB` },
				...{ goal: 'about zero: ≤ 5 MB', reached: kept <= 5 }
			},
			{ what: 'acknowledged edits lost', values: { daybreak: String(lost) }, goal: '0', reached: lost === 0 },
			...complaints.map((words) => ({ what: words, values: {}, goal: 'nothing', reached: false }))
		],
		notes: [
			`${PEOPLE} people on ${BOARDS.length} boards, a wall screen and a huddle, for ${MINUTES} minutes, the first tenth of it a rush; each reloads the page every five minutes. A third of what they write are comments, which stay on a board, in its document and in the gate's copy of it; what a server does not let go of shows when nobody has a board open. At the end the server is killed, and what was acknowledged is looked for; the wall must still be told of changes, and the huddle be in step. \`MINUTES\` is another length.`
		]
	};
}

function ackOf(waits: readonly number[]) {
	return { values: { daybreak: [0.5, 0.95, 0.99].map((share) => ms(part(share, waits))).join(' / ') } };
}

export const soak: Scenario = { name: 'soak', title: 'A soak', run };
