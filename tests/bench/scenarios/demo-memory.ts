import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../../../server/ops/demo/people.ts';
import { NODE_ARGS } from '../../setup/start-line.ts';
import { freePort } from '../../sync/process.ts';
import { mb } from '../numbers.ts';
import { memoryMb, pause, startNode, stop } from '../processes.ts';
import { Replica } from '../replica.ts';
import type { Report, Scenario } from '../report.ts';
import type { Target } from '../targets.ts';
import { edit, firstEdit } from '../work.ts';
import { plain } from '../wire.ts';

const DEMO = fileURLToPath(new URL('../../../server/demo.ts', import.meta.url));
const SECONDS = 20;

async function signIn(port: number, email: string): Promise<string> {
	const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ email, password: DEMO_PASSWORD })
	});
	if (!answer.ok) throw new Error(`${email} could not sign in: ${answer.status}`);
	return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}

/** The demo as it is started, everybody signed in and at work on the board of their department. */
async function run(): Promise<Report> {
	const dataDir = mkdtempSync(join(tmpdir(), 'daybreak-demo-'));
	const port = await freePort();
	const env = { PORT: String(port), DATA_DIR: dataDir, HOST: '127.0.0.1' };
	const start = () => startNode([...NODE_ARGS, DEMO], port, { env, path: '/readyz' });
	// The first start makes the demo's content, which is no part of a day.
	await stop(await start(), 'SIGTERM');
	const server = await start();
	const here: Replica[] = [];
	try {
		const idle = memoryMb(server.pid!);
		for (const { email, departments, id } of DEMO_PEOPLE) {
			const headers = { cookie: await signIn(port, email) };
			const known = { port, headers, name: 'daybreak', isRelay: false, path: (board: string) => `/sync/${board}` };
			const target = { ...known, dialect: () => plain, person: id } as unknown as Target;
			const one = await new Replica(target, departments[0]!).joined();
			firstEdit(one, target, `m${here.length}x`);
			here.push(one);
		}
		let most = 0;
		for (let second = 0; second < SECONDS; second++) {
			here.forEach((one, i) => edit(one, `m${i}x`, second));
			await pause(1_000);
			most = Math.max(most, memoryMb(server.pid!));
		}
		const stayed = memoryMb(server.pid!);
		const values = { daybreak: `${mb(stayed)} (at most ${mb(most)}, before anybody came ${mb(idle)})` };
		return {
			lines: [{ what: 'memory of the process', values, goal: '≤ 120 MB', reached: stayed <= 120 }],
			notes: [
				`The demo practice, started again once it was seeded, with all ${here.length} people connected, each editing once a second for ${SECONDS} s; all memory that the process has of the machine, Node's own included.`
			]
		};
	} finally {
		here.forEach((one) => one.close());
		await stop(server, 'SIGTERM');
		rmSync(dataDir, { recursive: true, force: true });
	}
}

export const demoMemory: Scenario = { name: 'memory', title: 'Memory of the server, demo practice', run };
