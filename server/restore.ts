import type { Instant } from '#domain/ids.ts';
import { sqliteAccounts } from './adapters/sqlite/accounts.ts';
import { sqliteBoards } from './adapters/sqlite/boards.ts';
import { documentOf } from './adapters/sqlite/damage-boards.ts';
import { openDatabase } from './adapters/sqlite/database.ts';
import { recordHead, sqliteRecord } from './adapters/sqlite/record.ts';
import { sqliteJournal } from './adapters/sqlite/journal.ts';
import { closeAsOneFile, closeDoors, lastAccepted } from './adapters/sqlite/restoring.ts';
import { readConfig } from './config.ts';
import { checkFile, copyFile } from './data-file.ts';
import { noteRestore } from './features/record/heads.ts';
import { freshCopy, restoredTo } from './features/restore/restored.ts';
import { restore, type Restored } from './ops/restore.ts';
import { CannotDo, readFlags, runCommand } from './ops/sentence.ts';
import { SYSTEM } from '#domain/activity/changes.ts';

await runCommand('Nothing was restored', async () => {
	const { from } = readFlags(process.argv.slice(2), ['from']);
	if (!from) throw new CannotDo('Name the backup: npm run restore -- --from <file>');
	const { dataDir, recordHeads } = readConfig(process.env);
	const { boards, people } = await restore(from, dataDir, {
		check: checkFile,
		copy: copyFile,
		renew: (path) => renew(path, recordHeads)
	});
	process.stdout.write(
		`Restored ${boards} boards and ${people} people into ${dataDir}.\n` +
			'Everybody signs in anew, and invitations have to be sent again. Start with: npm start\n'
	);
});

/** Every board begins a new lineage: a browser that has seen later edits starts anew, and is offered its own again. */
async function renew(path: string, heads: string): Promise<Restored> {
	const db = openDatabase(path);
	const [now, head] = [Date.now() as Instant, recordHead(db)];
	const journal = sqliteJournal(db);
	const boards = sqliteBoards(db).list();
	for (const { id, lineage } of boards) {
		const stored = (await journal.load(id))!;
		const doc = documentOf(stored);
		const ending = { board: id, lineage, seq: stored.seq, at: Date.now() as Instant };
		const author = { person: SYSTEM, device: null };
		await journal.renew(restoredTo(ending, doc, freshCopy(doc), lastAccepted(db, id), author));
	}
	const change = { kind: 'data-restored', boards: boards.length } as const;
	sqliteRecord(db, () => now).write({ person: SYSTEM, device: null, source: null, change });
	closeDoors(db);
	if (head) noteRestore(heads, head, now);
	const people = sqliteAccounts(db).people().length;
	closeAsOneFile(db);
	return { boards: boards.length, people };
}
