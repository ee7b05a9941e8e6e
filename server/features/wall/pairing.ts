import { randomBytes } from 'node:crypto';
import type { Instant } from '#domain/ids.ts';
import { pairingCode } from '#domain/wall/pairing-code.ts';

/** How long a code is good for. */
const CODE_MS = 10 * 60_000;
/** Screens that wait at once, over all and from one address. Beyond, the oldest is forgotten and asks again. */
const MOST_WAITING = 200;
const MOST_FROM_ONE = 10;
/** Wrong codes of one manager in ten minutes: more is no slip of the finger. */
const MOST_WRONG = 10;

/** A screen that shows a code. */
export interface Waiting {
	readonly code: string;
	/** Of the token that the screen holds already; it is worth nothing until a manager says yes. */
	readonly hash: string;
	/** What asks, in our own words: "Chrome on Linux". */
	readonly device: string;
	readonly source: string;
	readonly askedAt: Instant;
	readonly expiresAt: Instant;
}

/** Screens that wait for a manager. In memory: after a restart a screen asks for another code by itself. */
export interface Pairings {
	ask(hash: string, device: string, source: string): Waiting;
	/** The screen's own, while its code is good. */
	of(hash: string): Waiting | null;
	/** @returns `too-many` when this person has guessed too often; null when no screen shows this code. */
	find(code: string | null, by: string): Waiting | 'too-many' | null;
	done(waiting: Waiting): void;
}

export function createPairings(now: () => Instant): Pairings {
	const waiting = new Map<string, Waiting>();
	const wrong = new Map<string, { times: number; until: number }>();
	const sweep = () => {
		for (const [code, { expiresAt }] of waiting) if (expiresAt <= now()) waiting.delete(code);
		for (const [by, { until }] of wrong) if (until <= now()) wrong.delete(by);
	};
	const makeRoom = (source: string) => {
		const own = [...waiting.values()].filter((other) => other.source === source);
		if (own.length >= MOST_FROM_ONE) waiting.delete(own[0]!.code);
		else if (waiting.size >= MOST_WAITING) waiting.delete(waiting.keys().next().value!);
	};
	return {
		ask(hash, device, source) {
			sweep();
			for (const [code, other] of waiting) if (other.hash === hash) waiting.delete(code);
			makeRoom(source);
			let code = pairingCode(randomBytes(8));
			while (waiting.has(code)) code = pairingCode(randomBytes(8));
			const asked = { code, hash, device, source, askedAt: now(), expiresAt: (now() + CODE_MS) as Instant };
			waiting.set(code, asked);
			return asked;
		},
		of(hash) {
			sweep();
			return [...waiting.values()].find((other) => other.hash === hash) ?? null;
		},
		find(code, by) {
			sweep();
			if ((wrong.get(by)?.times ?? 0) >= MOST_WRONG) return 'too-many';
			const found = code === null ? undefined : waiting.get(code);
			if (found) return found;
			const before = wrong.get(by);
			wrong.set(by, { times: (before?.times ?? 0) + 1, until: before?.until ?? now() + CODE_MS });
			return null;
		},
		done: ({ code }) => void waiting.delete(code)
	};
}
