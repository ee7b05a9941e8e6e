import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT, say } from './run.mjs';

const LOCK = join(ROOT, '.prepare.lock');
const UNSIGNED_MS = 10_000; // between creating the file and signing it lie microseconds; ten seconds mean a crash

/** Runs `work` while no other process of this folder does: two installations at once would tear node_modules apart. */
export async function withLock(work) {
	await acquire();
	const release = () => rmSync(LOCK, { force: true });
	const stop = (signal) => {
		release();
		process.kill(process.pid, signal);
	};
	process.once('exit', release);
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	try {
		await work();
	} finally {
		release();
		process.off('exit', release);
		process.off('SIGINT', stop);
		process.off('SIGTERM', stop);
	}
}

async function acquire() {
	let told = false;
	while (!tryLock()) {
		if (isAbandoned()) {
			rmSync(LOCK, { force: true });
			continue;
		}
		if (!told) say('Waiting for another command of this folder to finish its preparations…');
		told = true;
		await sleep(200);
	}
}

function tryLock() {
	try {
		writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
}

function isAbandoned() {
	try {
		const pid = Number(readFileSync(LOCK, 'utf8'));
		return pid > 0 ? !isAlive(pid) : Date.now() - statSync(LOCK).mtimeMs > UNSIGNED_MS;
	} catch (error) {
		if (error.code === 'ENOENT') return false;
		throw error;
	}
}

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}
