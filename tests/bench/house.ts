import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Y from 'yjs';
import type { PersonId } from '#domain/ids.ts';
import { openPractice } from '../sync/practice.ts';
import { Replica } from './replica.ts';
import { daybreakOver, type Target } from './targets.ts';

export interface Member {
	readonly cookie: string;
	readonly person: PersonId;
}

/** Our server over a practice of so many people, each with an account of their own. */
export interface House {
	readonly target: Target;
	readonly members: readonly Member[];
	/** A board as the server shows it to a newcomer. */
	shownOn(board: string): Promise<Y.Doc>;
	close(): Promise<void>;
}

export async function openHouse(people: number, boards: readonly string[], rate: 'on' | 'off' = 'on'): Promise<House> {
	const set = await openPractice();
	const members: Member[] = [];
	for (let i = 0; i < people; i++) {
		const invited = { name: `Staff Member ${i}`, email: `m${i}@harbor.test`, role: 'staff', departments: [...boards] };
		const cookie = await set.invite(invited);
		const { person } = await set.get<{ person: { id: PersonId } }>('/api/me', cookie);
		members.push({ cookie, person: person.id });
	}
	const dataDir = mkdtempSync(join(tmpdir(), 'daybreak-house-'));
	set.base.db.prepare('UPDATE practice SET time_zone = ?').run(whereItIsMidday());
	set.base.db.pragma('wal_checkpoint(TRUNCATE)');
	cpSync(set.dataDir, dataDir, { recursive: true });
	const { manager } = set;
	const { person } = await set.get<{ person: { id: PersonId } }>('/api/me', manager);
	await set.close();
	const target = await daybreakOver(dataDir, { cookie: manager, person: person.id, rate });
	return {
		target,
		members,
		async shownOn(board) {
			const one = await new Replica(target, board).joined();
			one.close();
			return one.doc;
		},
		close: () => target.close()
	};
}

/** At three in the morning boards are written anew, and everybody who is still there comes back to them. */
function whereItIsMidday(): string {
	const ahead = 12 - new Date().getUTCHours();
	// In these names the sign says how far Greenwich is ahead.
	return ahead === 0 ? 'Etc/UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
