import type { PersonId } from '#domain/ids.ts';
import type { SessionStore, StoredSession } from '../../ports/sessions.ts';

/**
 * Sessions that end with the process.
 *
 * @param stored where sessions of before are looked up, and never changed.
 */
export function memorySessions(stored: Pick<SessionStore, 'find'>): SessionStore {
	/** Null for one that was there and is over. */
	const sessions = new Map<string, StoredSession | null>();
	const find = (hash: string) => {
		const session = sessions.has(hash) ? sessions.get(hash)! : stored.find(hash);
		if (session) sessions.set(hash, session);
		return session;
	};
	const remove = (hash: string) => {
		const there = find(hash) !== null;
		if (there) sessions.set(hash, null);
		return there;
	};
	const all = () => [...sessions.values()].filter((session) => session !== null);
	const removeWhere = (applies: (session: StoredSession) => boolean) =>
		all()
			.filter(applies)
			.map(({ hash }) => hash)
			.filter(remove);
	return {
		find,
		remove,
		of: (person: PersonId) => all().filter((session) => session.person === person),
		put: (session) => void sessions.set(session.hash, session),
		...uses(find, (session) => void sessions.set(session.hash, session)),
		idleOutside: (before, after) =>
			all().filter(({ lockedAt, lastSeen }) => lockedAt === null && (lastSeen <= before || lastSeen >= after)),
		removeOf: (person) => removeWhere((session) => session.person === person),
		removeOver: (now, latest) =>
			all()
				.filter(({ expiresAt }) => expiresAt <= now || expiresAt > latest)
				.filter(({ hash }) => remove(hash))
	};
}

/** What changes of a session while it is there. */
function uses(
	find: SessionStore['find'],
	put: SessionStore['put']
): Pick<SessionStore, 'seen' | 'lock' | 'unlock' | 'countPinTry'> {
	const change = (hash: string, to: (session: StoredSession) => Partial<StoredSession>) => {
		const session = find(hash);
		if (session) put({ ...session, ...to(session) });
	};
	return {
		seen: (hash, at) => change(hash, ({ lastSeen }) => (lastSeen < at ? { lastSeen: at } : {})),
		lock(hash, at) {
			const wasOpen = find(hash)?.lockedAt === null;
			if (wasOpen) change(hash, () => ({ lockedAt: at }));
			return wasOpen;
		},
		unlock: (hash, at) => change(hash, () => ({ lockedAt: null, pinTries: 0, lastSeen: at })),
		countPinTry(hash) {
			change(hash, ({ pinTries }) => ({ pinTries: pinTries + 1 }));
			return find(hash)?.pinTries ?? Infinity;
		}
	};
}
