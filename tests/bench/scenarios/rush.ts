import { count } from '../numbers.ts';
import { pause } from '../processes.ts';
import { Replica } from '../replica.ts';
import type { Report, Scenario } from '../report.ts';
import { startTarget, type Name } from '../targets.ts';
import { firstEdit, hasCard } from '../work.ts';

const BOARD = 'front-desk';
const PEOPLE = 12;
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const BEFORE_MS = 3_000;

interface Outcome {
	/** Edits that the server said are saved, and those of them that are gone. */
	readonly promised: number;
	readonly lost: number;
	/** Edits that a colleague had on the screen, and those of them that are gone from the server. */
	readonly seen: number;
	readonly unseen: number;
}

/** Twelve people make cards, four a second each; then the machine is switched off. */
async function rush(name: Name, round: number): Promise<Outcome> {
	const target = await startTarget(name);
	try {
		const people: Replica[] = [];
		for (let i = 0; i < PEOPLE; i++) people.push(await new Replica(target, BOARD).joined());
		const made = people.map(() => [] as { card: string; n: number }[]);
		let cards = 0;
		const working = setInterval(
			() => {
				const who = cards % PEOPLE;
				const card = `r${round}c${cards++}x`;
				made[who]!.push({ card, n: firstEdit(people[who]!, target, card) });
			},
			1000 / (PEOPLE * 4)
		);
		await pause(BEFORE_MS + Math.random() * 500);
		await target.restart('SIGKILL');
		clearInterval(working);
		const promised = people.flatMap((person, i) => made[i]!.filter(({ n }) => n <= person.saved));
		const seen = made.flat().filter(({ card }) => people.filter(({ doc }) => hasCard(doc, card)).length > 1);
		people.forEach((person) => person.close());
		const after = await new Replica(target, BOARD).joined();
		// A server that first says it has nothing may find something yet.
		await pause(300);
		const gone = ({ card }: { card: string }) => !hasCard(after.doc, card);
		after.close();
		return {
			...{ promised: promised.length, lost: promised.filter(gone).length },
			...{ seen: seen.length, unseen: seen.filter(gone).length }
		};
	} finally {
		await target.close();
	}
}

async function run(): Promise<Report> {
	const promised: Record<string, string> = {};
	const seen: Record<string, string> = {};
	let lost = 0;
	for (const name of ['@y/websocket-server', 'hocuspocus', 'daybreak'] as const) {
		const outcomes: Outcome[] = [];
		for (let round = 0; round < ROUNDS; round++) outcomes.push(await rush(name, round));
		const sum = (key: keyof Outcome) => outcomes.reduce((total, one) => total + one[key], 0);
		promised[name] = name === '@y/websocket-server' ? 'never told' : `${sum('lost')} of ${count(sum('promised'))}`;
		seen[name] = `${sum('unseen')} of ${count(sum('seen'))}`;
		if (name === 'daybreak') lost = sum('lost') + sum('unseen');
	}
	return {
		lines: [
			{ what: 'acknowledged edits lost', values: promised, goal: '0', reached: lost === 0 },
			{ what: 'edits lost that a colleague had seen', values: seen }
		],
		notes: [
			`${PEOPLE} people make a card every quarter of a second each for 3 s; then the server is killed with \`kill -9\` and started again; ${ROUNDS} times. @y/websocket-server keeps everything in memory.`
		]
	};
}

export const rushHour: Scenario = { name: 'rush', title: 'The 7 a.m. rush, and kill -9 in the middle', run };
