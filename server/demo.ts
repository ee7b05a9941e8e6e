import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Instant } from '#domain/ids.ts';
import type { Db } from './adapters/sqlite/database.ts';
import { FolderInUse, lockFolder } from './adapters/sqlite/folder-lock.ts';
import { sqliteHuddles } from './adapters/sqlite/huddles.ts';
import { sqliteJournal } from './adapters/sqlite/journal.ts';
import { sqliteRecord } from './adapters/sqlite/record.ts';
import { whoseData } from './adapters/sqlite/whose-data.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { hashPassword } from './features/account/passwords.ts';
import { newId } from './features/account/tokens.ts';
import { DEMO_PASSWORD } from './ops/demo/people.ts';
import { seedDemo } from './ops/demo/seed.ts';
import { readChoices, type DemoChoices } from './ops/demo/settings.ts';
import { welcome } from './ops/demo/welcome.ts';
import type { NewEntry } from './ports/record.ts';
import { startServer, type Base, type Parts, type RunningServer, type ServerOptions } from './serve.ts';

/** The demo's folder is not its own. */
export class NotADemo extends Error {}

/**
 * Serves the demo practice from its own data folder: seeded when there is none, gone on with when there is.
 *
 * @throws {NotADemo} when the folder holds a real practice; nothing in it has been touched then.
 */
export async function startDemo(
	config: Config,
	choices: DemoChoices & { readonly now?: Instant },
	options: ServerOptions = {}
): Promise<RunningServer> {
	const path = join(config.dataDir, 'daybreak.db');
	const whose = whoseData(path);
	if (whose === 'practice') throw new NotADemo(config.dataDir);
	if (choices.fresh && whose === 'demo') {
		await assertFree(config);
		const letGo = lockFolder(config.dataDir);
		for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true });
		// What was written down of the last demo's record says nothing of this one's.
		rmSync(join(config.dataDir, 'record-heads'), { recursive: true, force: true });
		letGo();
	}
	mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
	const settings = { ...choices, now: choices.now ?? (Date.now() as Instant) };
	return startServer(config, {
		...options,
		demo: true,
		prepare: (base, parts) => allOrNothing(base.db, async () => void (await seedDemo(depsOf(base, parts), settings)))
	});
}

function depsOf({ accounts, db }: Base, { boards }: Parts) {
	const passwordHash = () => hashPassword(DEMO_PASSWORD);
	let then = 0 as Instant;
	const record = sqliteRecord(db, () => then);
	const recordAt = (at: Instant, entry: NewEntry) => {
		then = at;
		record.write(entry);
	};
	return {
		accounts,
		boards,
		journal: sqliteJournal(db),
		huddles: sqliteHuddles(db),
		recordAt,
		passwordHash,
		practiceId: newId('x')
	};
}

/** The ports' own transactions become savepoints of this one: a demo that was stopped half seeded is none. */
async function allOrNothing(db: Db, work: () => Promise<void>): Promise<void> {
	db.exec('BEGIN IMMEDIATE');
	try {
		await work();
		db.exec('COMMIT');
	} catch (error) {
		db.exec('ROLLBACK');
		throw error;
	}
}

/** A demo that still runs would go on in a file that nobody else can see. @throws `EADDRINUSE` */
function assertFree({ port, host }: Config): Promise<void> {
	return new Promise((resolve, reject) => {
		const probe = createServer().once('error', reject);
		probe.listen(port, host ?? undefined, () => probe.close(() => resolve()));
	});
}

async function run(): Promise<void> {
	const config = readConfig({ ...process.env, DATA_DIR: process.env.DATA_DIR || './demo-data' });
	const choices = readChoices(process.argv.slice(2), process.env);
	const server = await startDemo(config, choices);
	process.stdout.write(welcome(server.url));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => void server.close().then(() => process.exit(0)));
	}
}

function sentenceFor(error: NodeJS.ErrnoException): string {
	if (error instanceof ConfigError) return `The demo cannot start with these settings:\n${error.message}`;
	if (error instanceof NotADemo) {
		return `${error.message} holds a real practice, which the demo never touches. Choose another folder: DATA_DIR=./demo-data npm run demo`;
	}
	if (error instanceof FolderInUse) return `The demo cannot start: ${error.message}`;
	if (error.code === 'EADDRINUSE')
		return 'The port is in use. Stop what uses it, or choose another: PORT=3001 npm run demo';
	return error.message;
}

if (import.meta.main) {
	await run().catch((error: NodeJS.ErrnoException) => {
		process.stderr.write(`${sentenceFor(error)}\n`);
		process.exit(1);
	});
}
