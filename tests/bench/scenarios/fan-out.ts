import { count, median, ms, times } from '../numbers.ts';
import type { Column, Line, Report, Scenario } from '../report.ts';
import { say } from '../report.ts';
import { NAMES, startTarget, type Name, type Target } from '../targets.ts';
import { measure, type Measured, type Plan } from '../typing.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SIZES = (process.env.CLIENTS ?? '25,100,500,1000').split(',').map(Number);
const LARGE = SIZES.filter((size) => size >= 500);
const KEY_HELD_DOWN = 15;
const HUMAN = 25;

/** From so much of one processor on, the load generator holds the servers back. */
const SATURATED = 0.9;

type Results = Partial<Record<Column, Measured>>;

async function everybody(targets: ReadonlyMap<Name, Target>, plan: Plan): Promise<Results> {
	const measured = new Map<Column, Measured[]>();
	const columns: readonly Column[] = [...NAMES, 'own client'];
	for (let round = 0; round < ROUNDS; round++) {
		for (const column of columns) {
			const extended = column === 'own client';
			const result = await measure(targets.get(extended ? 'daybreak' : column)!, { ...plan, extended });
			measured.set(column, [...(measured.get(column) ?? []), result]);
			const { perSecond, cpu, p50, p99, load } = result;
			say(
				`  ${plan.clients} ${column}: ${count(perSecond)}/s, ${cpu.toFixed(3)} s, p50 ${ms(p50)}, p99 ${ms(p99)}, load ${load.toFixed(2)}`
			);
		}
	}
	return Object.fromEntries([...measured].map(([column, results]) => [column, middle(results)]));
}

function middle(results: readonly Measured[]): Measured {
	const of = (key: keyof Measured) => median(results.map((one) => one[key]));
	return { perSecond: of('perSecond'), cpu: of('cpu'), p50: of('p50'), p99: of('p99'), load: of('load') };
}

const valuesOf = (results: Results, tell: (one: Measured) => string) =>
	Object.fromEntries(Object.entries(results).map(([column, one]) => [column, tell(one)]));
const rate = (one: Measured) => count(one.perSecond) + (one.load > SATURATED ? ' ⚠' : '');
const cpu = (one: Measured) => (Number.isFinite(one.cpu) ? `${one.cpu.toFixed(3)} s` : 'nothing arrived');
const waits = ({ p50, p99 }: Measured) => (Number.isNaN(p50) ? '' : `${ms(p50)} / ${ms(p99)}`);

function linesOf(what: string, results: Results, goal: (against: Against) => Partial<Line>[]): Line[] {
	const { daybreak: ours, raw, 'raw-batch': batch, hocuspocus, '@y/websocket-server': yws } = results;
	const [perSecond, perCpu] = goal({ ours: ours!, raw: raw!, batch: batch!, hocuspocus: hocuspocus!, yws: yws! });
	return [
		{ what: `${what}: deliveries a second`, values: valuesOf(results, rate), ...perSecond },
		{ what: `${what}: server CPU for 100k`, values: valuesOf(results, cpu), ...perCpu },
		{ what: `${what}: p50 / p99`, values: valuesOf(results, waits) }
	];
}

type Against = Record<'ours' | 'raw' | 'batch' | 'hocuspocus' | 'yws', Measured>;

function beside({ ours, batch }: Against): Partial<Line>[] {
	const [share, cost] = [ours.perSecond / batch.perSecond, ours.cpu / batch.cpu];
	return [
		{ ratio: `${times(share)} raw-batch`, goal: '≥ 0.9 × raw-batch', reached: share >= 0.9 },
		{ ratio: `${times(cost)} raw-batch`, goal: '≤ 1.25 × raw-batch', reached: cost <= 1.25 }
	];
}

function perCpu(least: number): (against: Against) => Partial<Line>[] {
	return ({ ours, hocuspocus, yws }) => {
		const [beyond, further] = [hocuspocus.cpu / ours.cpu, yws.cpu / ours.cpu];
		const ratio = `per CPU second ${times(beyond)} hocuspocus, ${times(further)} @y/websocket-server`;
		return [{}, { ratio, goal: `≥ ${least} × both`, reached: Math.min(beyond, further) >= least }];
	};
}

function atHumanPace({ ours, raw }: Against): Partial<Line>[] {
	const cost = ours.cpu / raw.cpu;
	const goal = `below raw; p99 ${ms(ours.p99)}, goal ≤ 60 ms`;
	return [{}, { ratio: `${times(cost)} raw`, goal, reached: cost < 1 && ours.p99 <= 60 }];
}

async function run(): Promise<Report> {
	const targets = new Map<Name, Target>();
	const lines: Line[] = [];
	try {
		for (const name of NAMES) targets.set(name, await startTarget(name, { rate: 'off' }));
		for (const clients of SIZES) {
			const goal = clients >= 500 ? beside : perCpu(clients >= 100 ? 1.5 : 1);
			const results = await everybody(targets, { clients, pace: null, seconds: 2.5 });
			lines.push(...linesOf(`${count(clients)} clients`, results, goal));
		}
		for (const clients of LARGE) {
			const pace = (clients / 10) * KEY_HELD_DOWN;
			const results = await everybody(targets, { clients, pace, seconds: 2.5 });
			lines.push(...linesOf(`${count(clients)} clients, keys held down`, results, beside));
		}
		for (const clients of LARGE.slice(-1)) {
			const results = await everybody(targets, { clients, pace: HUMAN, seconds: 5 });
			lines.push(...linesOf(`${count(clients)} clients, human pace`, results, atHumanPace));
		}
	} finally {
		for (const target of targets.values()) await target.close();
	}
	return { lines, notes: NOTES };
}

const NOTES = [
	'A tenth of the clients type. A delivery is one letter that one other client has. As fast as it goes: whoever types sends the next letter when a colleague has the last one. Keys held down: each who types sends 15 letters a second. Human pace: 25 letters a second from all together.',
	'`raw` writes each frame to each receiver, `raw-batch` joins what one turn of the event loop brought; both keep and check nothing. Ours checks, commits to disk and then sends; `SYNC_RATE=off`, since all clients are one person here.',
	'⚠ the load generator took more than 90 % of a processor: the server could do more.'
];

export const fanOut: Scenario = { name: 'fan-out', title: 'Fan-out', run };
