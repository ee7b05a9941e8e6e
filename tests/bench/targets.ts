import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PersonId } from '#domain/ids.ts';
import { NODE_ARGS } from '../setup/start-line.ts';
import { freePort, preparePractice } from '../sync/process.ts';
import { startNode, stop } from './processes.ts';
import { hocuspocus, plain, type Dialect } from './wire.ts';

export const NAMES = ['raw', 'raw-batch', '@y/websocket-server', 'hocuspocus', 'daybreak'] as const;
export type Name = (typeof NAMES)[number];

/** A sync server in a process of its own. */
export interface Target {
	readonly name: Name;
	readonly port: number;
	readonly pid: number;
	/** Where it keeps its data, and the file that holds it. */
	readonly file: string;
	/** A relay keeps no document and answers nobody. */
	readonly isRelay: boolean;
	readonly path: (board: string) => string;
	readonly headers: Readonly<Record<string, string>>;
	readonly dialect: (board: string) => Dialect;
	/** Who writes there; the peers do not ask. */
	readonly person: PersonId;
	/** Ends it as told, and starts it again over the same data. */
	restart(signal: NodeJS.Signals): Promise<void>;
	/** Ends it, lets its data be worked on, and starts it again. */
	pauseWhile(work: () => Promise<void>): Promise<void>;
	/** Ends it and throws its data away. */
	close(): Promise<void>;
}

export interface Choice {
	/** Whether our server slows down whoever sends more than a person types. */
	readonly rate?: 'on' | 'off';
}

const PEERS = fileURLToPath(new URL('./peers/', import.meta.url));
const TELLS_ITS_HEAP = ['--expose-gc', '--import', new URL('./heap.mjs', import.meta.url).href];
const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

/** The peers have an install of their own, so that the product's does not carry them. */
export function installPeers(): void {
	const lock = join(PEERS, 'node_modules/.package-lock.json');
	if (existsSync(lock)) return;
	process.stderr.write('Installing the peers…\n');
	const { status } = spawnSync('npm', ['ci', '--prefix', PEERS], { stdio: 'inherit', cwd: PEERS });
	if (status !== 0) throw new Error('the peers could not be installed: `npm ci` in tests/bench/peers says why');
}

export async function startTarget(name: Name, choice: Choice = {}): Promise<Target> {
	if (name === 'daybreak') return startDaybreak(choice);
	installPeers();
	const folder = mkdtempSync(join(tmpdir(), 'daybreak-peer-'));
	return startPeer(name, folder);
}

async function startPeer(name: Exclude<Name, 'daybreak'>, folder: string): Promise<Target> {
	const port = await freePort();
	const file = join(folder, 'boards.db');
	const isRelay = name === 'raw' || name === 'raw-batch';
	const args = {
		raw: ['../relay.mjs', 'raw'],
		'raw-batch': ['../relay.mjs', 'batch'],
		'@y/websocket-server': ['y-websocket-server.mjs', file],
		hocuspocus: ['hocuspocus.mjs', file]
	}[name];
	const start = () => startNode([...TELLS_ITS_HEAP, ...args, String(port)], port, { cwd: PEERS });
	return target(await start(), start, folder, {
		...{ name, port, file, isRelay, headers: {}, person: 'p-anybody' as PersonId },
		path: (board: string) => `/${board}`,
		dialect: name === 'hocuspocus' ? hocuspocus : () => plain
	});
}

async function startDaybreak({ rate = 'on' }: Choice): Promise<Target> {
	const { practice, person, dataDir } = await preparePractice();
	return daybreakOver(dataDir, { cookie: practice.manager, person, rate });
}

interface Signed {
	readonly cookie: string;
	readonly person: PersonId;
	readonly rate: 'on' | 'off';
}

/** Our server over a practice that there is. `BENCH_PROFILE` names a folder for a profile of its processor time. */
export async function daybreakOver(dataDir: string, { cookie, person, rate }: Signed): Promise<Target> {
	const port = await freePort();
	const env = { DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', SYNC_RATE: rate };
	const profile = process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
	const start = () => startNode([...NODE_ARGS, ...TELLS_ITS_HEAP, ...profile, MAIN], port, { env, path: '/readyz' });
	return target(await start(), start, dataDir, {
		...{ name: 'daybreak', port, file: join(dataDir, 'daybreak.db'), isRelay: false, person },
		headers: { cookie },
		path: (board: string) => `/sync/${board}`,
		dialect: () => plain
	});
}

type Known = Omit<Target, 'pid' | 'restart' | 'pauseWhile' | 'close'>;

function target(
	child: Awaited<ReturnType<typeof startNode>>,
	start: () => Promise<typeof child>,
	folder: string,
	known: Known
): Target {
	let running = child;
	return {
		...known,
		get pid() {
			return running.pid!;
		},
		async restart(signal) {
			await stop(running, signal);
			running = await start();
		},
		async pauseWhile(work) {
			await stop(running, 'SIGTERM');
			await work();
			running = await start();
		},
		async close() {
			await stop(running, process.env.BENCH_PROFILE ? 'SIGTERM' : 'SIGKILL');
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
