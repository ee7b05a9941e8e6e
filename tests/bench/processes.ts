import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How processes are started, watched and ended. */

const HUNDREDTHS = 100;

/** User and system time of a process in seconds, from the kernel's count of hundredths. */
export function cpuSeconds(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) / HUNDREDTHS;
}

/** Memory that a process has of the machine, in MB. */
export function memoryMb(pid: number): number {
	const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1];
	return Number(kilobytes) / 1024;
}

/** Starts a program of Node's; resolves when it answers on its port. */
export async function startNode(
	args: readonly string[],
	port: number,
	{ env = {}, cwd, path = '/' }: { env?: Record<string, string>; cwd?: string; path?: string } = {}
): Promise<ChildProcess> {
	const child = spawn(process.execPath, args, {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'ignore', process.env.BENCH_NOISE ? 'inherit' : 'ignore'],
		...(cwd && { cwd })
	});
	const end = performance.now() + 60_000;
	while (!(await answers(`http://127.0.0.1:${port}${path}`))) {
		if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}`);
		if (performance.now() > end) throw new Error(`${args.join(' ')} does not answer`);
		await pause(20);
	}
	return child;
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(url)).status < 500;
	} catch {
		return false;
	}
}

export async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	child.kill(signal);
	await gone;
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** How much of one processor this process takes from now on: near 1, it is the load generator that is measured. */
export function ownLoad(): () => number {
	const [start, used] = [performance.now(), process.cpuUsage()];
	return () => {
		const { user, system } = process.cpuUsage(used);
		return (user + system) / 1000 / (performance.now() - start);
	};
}

/** Bytes in use by a server that was started with `heap.mjs`, once it has let go of all that it can. */
export async function heapUsed(pid: number): Promise<number> {
	const file = join(tmpdir(), `bench-heap-${pid}`);
	rmSync(file, { force: true });
	process.kill(pid, 'SIGUSR2');
	for (;;) {
		await pause(50);
		const told = existsSync(file) ? readFileSync(file, 'utf8') : '';
		if (told !== '') return Number(told);
	}
}
