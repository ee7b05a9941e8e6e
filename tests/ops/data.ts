import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type * as Y from 'yjs';
import type { DepartmentId } from '#domain/board/departments.ts';
import type { BoardId, Instant, PersonId } from '#domain/ids.ts';
import { sqliteAccounts } from '../../server/adapters/sqlite/accounts.ts';
import { sqliteBoards } from '../../server/adapters/sqlite/boards.ts';
import { openDatabase } from '../../server/adapters/sqlite/database.ts';
import { sqliteJournal } from '../../server/adapters/sqlite/journal.ts';
import { hashPassword } from '../../server/features/account/passwords.ts';
import { CommitQueue } from '../../server/sync/commit-queue.ts';
import { Rooms } from '../../server/sync/rooms.ts';
import { ANA } from '../domain/board.ts';
import { temporaryFolder } from '../http/house.ts';
import { PASSWORD } from '../sync/practice.ts';

export const DESK = 'front-desk' as BoardId;
export const MARIA = 'p-maria' as PersonId;

/** Runs a command of package.json over a data folder, as npm would. */
export function command(name: Command, dataDir: string, ...args: string[]) {
	return commandIn({}, name, dataDir, ...args);
}

type Command = 'backup' | 'restore' | 'verify' | 'main';

/** @param settings of the environment, beside the folder. */
export async function commandIn(settings: Record<string, string>, name: Command, dataDir: string, ...args: string[]) {
	const script = fileURLToPath(new URL(`../../server/${name}.ts`, import.meta.url));
	const env = { ...process.env, ORIGIN: '', PORT: '0', DATA_DIR: dataDir, ...settings };
	const child = spawn(process.execPath, [script, ...args], { env });
	const said = { out: '', err: '' };
	child.stdout.on('data', (data) => (said.out += data));
	child.stderr.on('data', (data) => (said.err += data));
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, ...said };
}

/** A practice in a file, with Maria for its manager, and a hand on its boards and on its clock; nothing listens. */
export async function openStore(departments: readonly DepartmentId[] = ['front-desk', 'billing']) {
	const folder = temporaryFolder();
	const path = join(folder, 'daybreak.db');
	const db = openDatabase(path);
	onTestFinished(() => void db.close());
	const clock = { now: 1_000 as Instant };
	const boards = sqliteBoards(db);
	const passwordHash = await hashPassword(PASSWORD);
	sqliteAccounts(db).found(
		{ id: 'x', name: 'Harbor Therapy', timeZone: 'America/New_York', demo: false },
		{ id: MARIA, name: 'Maria Lopez', email: 'maria@harbor.test', role: 'manager', departments, passwordHash },
		clock.now,
		() => boards.create(departments, clock.now)
	);
	const journal = sqliteJournal(db);
	const rooms = new Rooms({ journal, queue: new CommitQueue(journal), now: () => clock.now }, 0);
	onTestFinished(() => rooms.close());
	const author = { person: ANA, device: null };
	const edit = <T>(operation: (doc: Y.Doc) => T, board = DESK) =>
		rooms.within(board, (room) => room.edit(author, operation)) as Promise<T>;
	return { folder, path, db, clock, boards, journal, rooms, edit };
}

export type Store = Awaited<ReturnType<typeof openStore>>;
