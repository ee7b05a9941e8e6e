import { pause, ownLoad } from '../processes.ts';
import { ms, part } from '../numbers.ts';
import { Replica } from '../replica.ts';
import type { Report, Scenario } from '../report.ts';
import { startTarget, type Name } from '../targets.ts';
import { edit, firstEdit } from '../work.ts';

const BOARD = 'front-desk';
const WRITERS = 10;
const A_SECOND = 100;
const SECONDS = Number(process.env.SECONDS_OF_WRITES ?? 8);

async function measure(name: Name): Promise<{ waits: number[]; load: number }> {
	const target = await startTarget(name, { rate: 'off' });
	const waits: number[] = [];
	try {
		const writers: Replica[] = [];
		for (let i = 0; i < WRITERS; i++) writers.push(await new Replica(target, BOARD).joined());
		for (const [i, writer] of writers.entries()) firstEdit(writer, target, `a${i}x`);
		await pause(500);
		for (const writer of writers) writer.reads = false;
		const open = writers.map(() => [] as { n: number; at: number }[]);
		writers.forEach((writer, i) => {
			writer.onMessage = () => {
				while (open[i]!.length > 0 && open[i]![0]!.n <= writer.saved) {
					waits.push(performance.now() - open[i]!.shift()!.at);
				}
			};
		});
		const load = ownLoad();
		let turn = 0;
		const writing = setInterval(() => {
			const i = turn++ % WRITERS;
			const n = edit(writers[i]!, `a${i}x`, turn);
			open[i]!.push({ n, at: performance.now() });
		}, 1000 / A_SECOND);
		await pause(SECONDS * 1000);
		clearInterval(writing);
		return { waits, load: load() };
	} finally {
		await target.close();
	}
}

async function run(): Promise<Report> {
	const [ours, theirs] = [await measure('daybreak'), await measure('hocuspocus')];
	const tell = ({ waits }: { waits: number[] }) => `${ms(part(0.5, waits))} / ${ms(part(0.99, waits))}`;
	const reached = part(0.5, ours.waits) <= 5 && part(0.99, ours.waits) <= 20;
	const values = { '@y/websocket-server': 'none', hocuspocus: tell(theirs), daybreak: tell(ours) };
	return {
		lines: [{ what: 'acknowledged, p50 / p99', values, goal: '≤ 5 / 20 ms', reached }],
		notes: [
			`${A_SECOND} writes a second by ${WRITERS} people for ${SECONDS} s. Ours is acknowledged when it is on disk, that of hocuspocus when it is in memory; @y/websocket-server acknowledges nothing.`
		]
	};
}

export const acknowledgements: Scenario = {
	name: 'acknowledgements',
	title: 'Acknowledgement at 100 writes a second',
	run
};
