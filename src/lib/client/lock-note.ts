import type { Owner } from './local-names.ts';

/** Who locked this device; it holds until they are back, also when the server could not be told. */
export interface LockNote extends Owner {
	/** The lock screen shows it to everybody anyway. */
	readonly name: string;
	/** Of which session: one that began since is another. */
	readonly endsAt: number;
}

const KEY = 'daybreak:locked';

export function noteLock(note: LockNote): void {
	try {
		localStorage.setItem(KEY, JSON.stringify(note));
	} catch {
		// A forbidden storage: the server's own lock holds.
	}
}

export function lockNote(): LockNote | null {
	try {
		return JSON.parse(localStorage.getItem(KEY) ?? 'null') as LockNote | null;
	} catch {
		return null;
	}
}

export function forgetLock(): void {
	try {
		localStorage.removeItem(KEY);
	} catch {
		// A forbidden storage holds nothing.
	}
}
