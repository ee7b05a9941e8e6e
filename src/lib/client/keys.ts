import { sealingKey, type SessionKeys } from './api.ts';
import { KeyHandover, type HandoverListener } from './key-handover.ts';
import { KeyRing } from './key-ring.ts';
import type { Owner } from './local-names.ts';
import type { SealingKey } from './sealing.ts';
import { dropTrusted, keepTrusted, trustedKey } from './trusted-key.ts';
import { vault } from './vault.ts';
import { workerHolder } from './worker-holder.ts';

const SEALING = 'daybreak:sealing';

let listener: HandoverListener = { locked: () => undefined, unlocked: () => undefined };
let handover: KeyHandover | null = null;

/** This page's line to the other tabs. */
export function tabs(): KeyHandover {
	return (handover ??= new KeyHandover(vault, workerHolder(), {
		locked: (owner) => listener.locked(owner),
		unlocked: () => listener.unlocked()
	}));
}

export function hearTabs(by: HandoverListener): void {
	listener = by;
	tabs();
}

/** The server has handed out the keys of the person who is signed in. */
export async function takeKeys(owner: Owner, { keys, keepUntil }: SessionKeys): Promise<void> {
	vault.put(owner, await KeyRing.from(keys));
	tabs().hold();
	// A disk that says no costs the start without the server, nothing else.
	await (keepUntil ? keepTrusted(vault.handOver!, keepUntil, Date.now()) : dropTrusted()).catch(() => undefined);
}

/** Without the server: whether this page, the one before it, another tab or a trusted device has the keys. */
export async function findKeys(owner: Owner): Promise<boolean> {
	if (vault.ring(owner)) return true;
	const found = (await trustedKey(owner, Date.now()).catch(() => null)) ?? (await tabs().ask(owner));
	if (!found) return false;
	vault.take(found);
	tabs().hold();
	return true;
}

/** Nothing of this person can be read here any more. */
export async function dropKeys(): Promise<void> {
	tabs().drop();
	await dropTrusted().catch(() => undefined);
}

/** Asked for while there is a server, and known without one: it is no secret. */
export async function practiceKey(practice: string): Promise<SealingKey | null> {
	try {
		const key = await sealingKey();
		localStorage.setItem(SEALING, JSON.stringify({ practice, key }));
		return key;
	} catch {
		return knownPracticeKey(practice);
	}
}

export function knownPracticeKey(practice: string): SealingKey | null {
	try {
		const known = JSON.parse(localStorage.getItem(SEALING) ?? 'null') as { practice: string; key: SealingKey } | null;
		return known?.practice === practice ? known.key : null;
	} catch {
		return null;
	}
}
