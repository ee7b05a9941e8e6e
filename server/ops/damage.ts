import { Problem } from '../http/problem.ts';
import { say } from '../http/say.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { Journal } from '../ports/journal.ts';
import type { Locks } from '../ports/locks.ts';
import type { PracticeRecord } from '../ports/record.ts';
import type { Walls } from '../ports/walls.ts';

/** What was found at the start, and what there is to go on from. */
export interface Damage {
	readonly path: string;
	readonly problems: readonly string[];
	readonly newestBackup: string | null;
}

/** Nothing may be written to a damaged file: it could bury what can still be saved. */
export class Damaged extends Problem {
	readonly code = 'DAMAGED';

	constructor() {
		super(503, say('damaged'), { code: 'damaged' });
	}
}

/** In place of whatever would write. */
export function refuseDamaged(): never {
	throw new Damaged();
}

/** Reads on, and takes nothing. */
export function readOnlyJournal(journal: Journal): Journal {
	const refuse = () => Promise.reject(new Damaged());
	return { ...journal, commit: refuse, saveSnapshot: refuse, renew: refuse };
}

/** Reads on, and takes nothing. */
export function readOnlyAccounts(accounts: Accounts): Accounts {
	const refuse = () => {
		throw new Damaged();
	};
	return {
		...accounts,
		...{ found: refuse, add: refuse, change: refuse, setDisabled: refuse },
		...{ invite: refuse, withdraw: refuse, withdrawAllBy: refuse, accept: refuse }
	};
}

/** Reads on, and takes nothing. */
export function readOnlyLocks(locks: Locks): Locks {
	const refuse = () => {
		throw new Damaged();
	};
	const writes = { setPin: refuse, rotateKey: refuse, addSealingPair: refuse, trust: refuse, distrust: refuse };
	return { ...locks, ...writes, claim: () => false };
}

/** Screens go on showing, and nothing about them changes. */
export function readOnlyWalls(walls: Walls): Walls {
	const refuse = () => {
		throw new Damaged();
	};
	return { ...walls, add: refuse, change: refuse, remove: refuse, seen: () => undefined };
}

/** Whoever reads on over a damaged file goes unrecorded: the log and the terminal say that the practice runs so. */
export const readOnlyRecord: PracticeRecord = { write: () => undefined, inOne: (work) => work() };

/** For the terminal of a server that started all the same. */
export function readOnlyWords(damage: Damage): string {
	return [
		`The database ${damage.path} is damaged. Daybreak runs read-only.`,
		'',
		'What is safe: nothing has been written since the damage was found, and nothing will be. Boards open as far as the',
		'damage lets them. What people type now stays on their devices and shows as not saved.',
		'',
		...wayBack(damage)
	].join('\n');
}

/** For the terminal of a server that could not start. */
export function unreadableWords(damage: Damage): string {
	return [
		`the database ${damage.path} is damaged so that it cannot be opened (${damage.problems[0] ?? 'unreadable'}).`,
		'',
		'What is safe: nothing has been written to it, and what people have not yet sent stays on their devices.',
		'',
		...wayBack(damage)
	].join('\n');
}

function wayBack({ newestBackup }: Damage): string[] {
	return [
		'The way back: stop Daybreak, keep the damaged folder, and go on from a backup in a new one:',
		'',
		`  DATA_DIR=./data-restored npm run restore -- --from ${newestBackup ?? '<your newest backup>'}`,
		'  DATA_DIR=./data-restored npm start',
		'',
		'Everybody signs in anew. Edits that a browser made after the backup are offered to it again.'
	];
}
