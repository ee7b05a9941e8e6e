import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { until } from '../sync/practice.ts';
import { preparePractice, startProcess } from '../sync/process.ts';
import { checkDatabase, Writer } from './writer.ts';

const KILLS = Number(process.env.KILLS ?? 25);
/** How many edits are acknowledged before each kill, at least. */
const EDITS_A_KILL = Number(process.env.EDITS_A_KILL ?? 40);
const WRITERS = 8;

/** A board that is written to for so long becomes larger than any practice has; then another one begins. */
const KILLS_A_PRACTICE = 25;

test(`[K5, S3] ${KILLS} times killed while ${WRITERS} people write, no acknowledged edit is lost and the record holds`, async () => {
	let [kills, written, promised] = [0, 0, 0];
	while (kills < KILLS) {
		const round = Math.min(KILLS_A_PRACTICE, KILLS - kills);
		const made = await killPractice(round);
		[kills, written, promised] = [kills + round, written + made.written, promised + made.promised];
		process.stdout.write(`${kills} kills, ${written} edits, ${promised} acknowledged before a kill, none lost\n`);
	}
	expect(promised).toBeGreaterThan(KILLS * 10);
}, 36_000_000);

async function killPractice(kills: number): Promise<{ written: number; promised: number }> {
	const { practice, person, dataDir, port } = await preparePractice();
	let server = await startProcess(dataDir, port);
	const writers = Array.from({ length: WRITERS }, (_, i) => new Writer(practice, `w${i}`, person));
	for (const writer of writers) await writer.start();
	let promised = 0;
	for (let kill = 0; kill < kills; kill++) {
		const writing = setInterval(() => writers.forEach((writer) => writer.write()), 1);
		const enough = promisedTo(writers) + EDITS_A_KILL;
		await until(() => promisedTo(writers) >= enough, 60_000);
		await new Promise((resolve) => setTimeout(resolve, Math.random() * 80));
		server.kill('SIGKILL');
		clearInterval(writing);
		await new Promise((resolve) => server.once('exit', resolve));
		for (const writer of writers) writer.note();
		promised = await checkDatabase(dataDir, writers);
		server = await startProcess(dataDir, port);
		await Promise.all(writers.map((writer) => writer.reconnect()));
	}
	for (const writer of writers) {
		await until(() => writer.shownIn(writers[0]!.doc) === writer.written);
	}
	for (const writer of writers) writer.close();
	server.kill('SIGTERM');
	await new Promise((resolve) => server.once('exit', resolve));
	rmSync(dataDir, { recursive: true });
	return { written: writers.reduce((sum, writer) => sum + writer.written, 0), promised };
}

function promisedTo(writers: readonly Writer[]): number {
	for (const writer of writers) writer.note();
	return writers.reduce((sum, { promised }) => sum + promised.size, 0);
}
