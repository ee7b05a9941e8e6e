import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '#domain/ids.ts';
import { openPractice, type Practice } from '../sync/practice.ts';
import { freePort, startProcess } from '../sync/process.ts';

export interface Apart {
	readonly practice: Practice;
	readonly port: number;
	/** The manager's. */
	readonly person: PersonId;
	/** The cookies of members of staff who mean no good. */
	readonly strangers: readonly string[];
	readonly process: ChildProcess;
	close(): Promise<void>;
}

/** A server in a process of its own, so that what a test sends costs the test's processor time and not the server's. */
export async function serverApart(howManyStrangers: number): Promise<Apart> {
	const set = await openPractice();
	const { person } = await set.get<{ person: { id: PersonId } }>('/api/me', set.manager);
	const strangers: string[] = [];
	for (let i = 0; i < howManyStrangers; i++) {
		const [name, email, departments] = [`Mal Adroit ${i}`, `mal${i}@harbor.test`, ['front-desk']];
		strangers.push(await set.invite({ name, email, role: 'staff', departments }));
	}
	const dataDir = mkdtempSync(join(tmpdir(), 'daybreak-apart-'));
	set.base.db.pragma('wal_checkpoint(TRUNCATE)');
	cpSync(set.dataDir, dataDir, { recursive: true });
	const practice = { ...set, url: '' };
	await set.close();
	const port = await freePort();
	practice.url = `http://127.0.0.1:${port}`;
	const process = await startProcess(dataDir, port);
	return {
		...{ practice, port, person: person.id, strangers, process },
		async close() {
			process.kill('SIGTERM');
			await new Promise((resolve) => process.once('exit', resolve));
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}
