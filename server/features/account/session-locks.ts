import type { Role } from '#domain/access/can.ts';
import { USUAL_RULES } from '#domain/access/practice-rules.ts';
import type { Instant } from '#domain/ids.ts';
import type { StoredSession } from '../../ports/sessions.ts';
import type { Sessions, SessionsDeps } from './sessions.ts';
import { createSignal } from './signal.ts';

/**
 * So much later than the practice's minutes the server locks by itself. A page locks on time, and sends first what is
 * unsent; this is for pages that are gone or asleep. It also covers that use is written down once a minute.
 */
export const LOCK_GRACE_MS = 60_000;

/** No practice's minutes are fewer, so that younger sessions need no look. */
const SHORTEST_IDLE_MS = 60_000;
const SHORTEST_LOCK_MS = SHORTEST_IDLE_MS + LOCK_GRACE_MS;

type Locks = Pick<Sessions, 'lock' | 'unlock' | 'countPinTry' | 'pinTries' | 'onSessionLocked'>;

/** Which sessions are shut until their person unlocks them: those that were locked, and those that nobody used. */
export function createLocks({ accounts, store, now, record, idleMs = usualIdleMs }: SessionsDeps) {
	const locked = createSignal<string>();
	const isIdle = ({ person, lastSeen }: StoredSession) => {
		const role = accounts.person(person)?.role;
		// A clock may be set back: a use in the future is as far from now as one in the past.
		return Math.abs(now() - lastSeen) >= (role ? idleMs(role) : SHORTEST_IDLE_MS) + LOCK_GRACE_MS;
	};
	const lockIdleOne = ({ hash, person }: StoredSession) => {
		store.lock(hash, now());
		record?.write({ person, device: hash, source: null, change: { kind: 'locked', why: 'idle' } });
	};
	return {
		isLocked(sessionId: string): boolean {
			const session = store.find(sessionId);
			return session !== null && (session.lockedAt !== null || isIdle(session));
		},
		lock(sessionId) {
			const wasOpen = store.lock(sessionId, now());
			if (wasOpen) locked.emit(sessionId);
			return wasOpen;
		},
		unlock: (sessionId) => store.unlock(sessionId, now()),
		countPinTry: (sessionId) => store.countPinTry(sessionId),
		pinTries: (sessionId) => store.find(sessionId)?.pinTries ?? 0,
		onSessionLocked: locked.on,
		lockIdle(): void {
			const [before, after] = [now() - SHORTEST_LOCK_MS, now() + SHORTEST_LOCK_MS] as [Instant, Instant];
			for (const session of store.idleOutside(before, after).filter(isIdle)) {
				if (record) record.inOne(() => lockIdleOne(session));
				else lockIdleOne(session);
				locked.emit(session.hash);
			}
		}
	} satisfies Locks & Record<string, unknown>;
}

function usualIdleMs(role: Role): number {
	return USUAL_RULES.idleMinutes[role] * 60_000;
}
