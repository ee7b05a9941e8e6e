import { Cookie, Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';
import type { Role } from '#domain/access/can.ts';
import type { Instant, PersonId } from '#domain/ids.ts';
import type { Account, Accounts } from '../../ports/accounts.ts';
import type { PracticeRecord } from '../../ports/record.ts';
import type { SessionStore, SignedIn, StoredSession } from '../../ports/sessions.ts';
import { createLocks } from './session-locks.ts';
import { createSignal } from './signal.ts';
import { hashToken } from './tokens.ts';

/** A session ends twelve hours after its sign-in, whatever happens: longer than any shift. */
export const ABSOLUTE_LIMIT_MS = 12 * 60 * 60_000;

/** A clock that is set right by less has not been set back: nobody loses a session or an emergency over it. */
const SET_RIGHT_MS = 60_000;

/** Use is written down at most this often: a write for every request would cost each one an fsync. */
export const SEEN_EVERY_MS = 60_000;

const TOKEN = /^[a-z2-7]{40}$/;

export interface SessionsDeps {
	readonly accounts: Pick<Accounts, 'person'>;
	readonly store: SessionStore;
	readonly now: () => Instant;
	readonly demo: boolean;
	/** After how long without a touch a screen locks. */
	readonly idleMs?: (role: Role) => number;
	readonly record?: PracticeRecord;
}

/** What a person is told of one of their own. */
export interface OpenSession {
	readonly id: string;
	readonly device: string;
	readonly startedAt: Instant;
	readonly lastSeen: Instant;
}

/** Who is signed in, and where. The only module that knows lucia. */
export interface Sessions {
	/** @returns the cookie's token, made anew at every sign-in; only its hash is kept. */
	start(person: PersonId, device: string): Promise<string>;

	/**
	 * Reading is not use: it moves no limit.
	 *
	 * @param plain also reads the name without `__Host-`; only for a browser on this machine without TLS.
	 */
	sessionFromCookieHeader(header: string | null | undefined, plain?: boolean): Promise<SignedIn | null>;

	/** The session of a locked screen: its name may be shown, and its person may unlock it. Nothing else. */
	lockedFromCookieHeader(header: string | null | undefined, plain?: boolean): Promise<SignedIn | null>;
	/** Shuts it until it is unlocked; sockets that live on it close now. @returns whether it was open. */
	lock(sessionId: string): boolean;
	unlock(sessionId: string): void;
	/** @returns how many PINs have been tried since it was last unlocked, this one included. */
	countPinTry(sessionId: string): number;
	pinTries(sessionId: string): number;
	/** When it ends, whatever happens. */
	endsAt(sessionId: string): Instant;

	/** Whether a session that was found is still there, and not locked. */
	isOpen(sessionId: string): boolean;

	/** The person did something, so the idle limit counts from now, give or take a minute. */
	used(sessionId: string): void;
	/** The same to the millisecond, for what a page reports of keys and clicks. */
	extend(sessionId: string): void;
	end(sessionId: string): void;
	endAllOf(person: PersonId): void;
	/** Ends all of a person's but `kept`. @param before is told each one while it is still there. */
	endOthersOf(person: PersonId, kept: string | null, before: (sessionId: string) => void): void;
	/** Where a person is signed in, locked or not; the newest first. */
	openOf(person: PersonId): readonly OpenSession[];
	/** Ends what went over the absolute limit and locks what is idle; run it by a timer, since an open socket asks nothing. */
	endOver(): void;

	/** Set-Cookie for a new token, or with null one that removes it. */
	cookie(token: string | null, plain?: boolean): string;

	/** After the session is gone from the store: sockets that live on it close now. */
	onSessionEnded(listener: (sessionId: string) => void): () => void;
	/** After a person was signed out everywhere: what they held on their devices is not to be trusted any more. */
	onAllEnded(listener: (person: PersonId) => void): () => void;
	/** After a session was locked: sockets that live on it close now. */
	onSessionLocked(listener: (sessionId: string) => void): () => void;
	/** After a person's name, role or departments changed: what they may do must be asked again. */
	onPersonChanged(listener: (person: PersonId) => void): () => void;
	personChanged(person: PersonId): void;
}

declare module 'lucia' {
	interface Register {
		UserId: PersonId;
		Lucia: ReturnType<typeof luciaOver>;
		DatabaseUserAttributes: Account;
		DatabaseSessionAttributes: SessionAttributes;
	}
}

interface SessionAttributes {
	readonly device: string;
	readonly lastSeen: Instant;
}

export function createSessions(deps: SessionsDeps): Sessions {
	const { store, now, demo } = deps;
	const ended = createSignal<string>();
	const allEnded = createSignal<PersonId>();
	const changed = createSignal<PersonId>();
	const lucia = luciaOver(adapterOver(deps, ended.emit), demo);
	const plainName = lucia.sessionCookieName.replace('__Host-', '');
	const locks = createLocks(deps);
	const found = async (header: string | null | undefined, plain: boolean, locked: boolean) => {
		const token = cookieValue(header, lucia.sessionCookieName) ?? (plain ? cookieValue(header, plainName) : null);
		if (!token || !TOKEN.test(token)) return null;
		const { session, user } = await lucia.validateSession(token);
		if (!session || user.account.disabled || locks.isLocked(hashToken(token)) !== locked) return null;
		return { sessionId: hashToken(token), person: user.account, device: session.device };
	};

	return {
		async start(person, device) {
			return (await lucia.createSession(person, { device, lastSeen: now() })).id;
		},
		sessionFromCookieHeader: (header, plain = false) => found(header, plain, false),
		lockedFromCookieHeader: (header, plain = false) => found(header, plain, true),
		...locks,
		isOpen: (sessionId) => store.find(sessionId) !== null && !locks.isLocked(sessionId),
		used(sessionId) {
			const session = store.find(sessionId);
			if (session && now() - session.lastSeen >= SEEN_EVERY_MS) store.seen(sessionId, now());
		},
		extend: (sessionId) => store.seen(sessionId, now()),
		endsAt: (sessionId) => store.find(sessionId)?.expiresAt ?? now(),
		end(sessionId) {
			if (store.remove(sessionId)) ended.emit(sessionId);
		},
		...ofOnePerson(store, now, ended.emit, allEnded.emit),
		endOver() {
			removeOver(deps).forEach(ended.emit);
			locks.lockIdle();
		},
		cookie(token, plain = false) {
			const cookie = token === null ? lucia.createBlankSessionCookie() : lucia.createSessionCookie(token);
			if (!plain) return cookie.serialize();
			return new Cookie(plainName, cookie.value, { ...cookie.attributes, secure: false }).serialize();
		},
		onSessionEnded: ended.on,
		onAllEnded: allEnded.on,
		onPersonChanged: changed.on,
		personChanged: changed.emit
	};
}

function ofOnePerson(
	store: SessionStore,
	now: () => Instant,
	ended: (sessionId: string) => void,
	allEnded: (person: PersonId) => void
) {
	return {
		endAllOf(person) {
			store.removeOf(person).forEach(ended);
			allEnded(person);
		},
		endOthersOf(person, kept, before) {
			for (const { hash } of store.of(person)) {
				if (hash === kept) continue;
				before(hash);
				if (store.remove(hash)) ended(hash);
			}
		},
		openOf: (person) =>
			store
				.of(person)
				.filter(({ expiresAt }) => expiresAt > now())
				.map(({ hash, device, startedAt, lastSeen }) => ({ id: hash, device, startedAt, lastSeen }))
				.reverse()
	} satisfies Pick<Sessions, 'endAllOf' | 'endOthersOf' | 'openOf'>;
}

function luciaOver(adapter: Adapter, demo: boolean) {
	return new Lucia(adapter, {
		sessionExpiresIn: new TimeSpan(ABSOLUTE_LIMIT_MS, 'ms'),
		sessionCookie: { name: demo ? '__Host-daybreak-demo' : '__Host-daybreak' },
		getSessionAttributes: ({ device, lastSeen }) => ({ device, lastSeen }),
		getUserAttributes: (account) => ({ account })
	});
}

/**
 * Also ends those that begin in the future: the clock was set back, and they would last longer than the limit.
 *
 * @returns the ids of the sessions that went over the absolute limit, which are gone now.
 */
function removeOver({ store, now, record }: SessionsDeps): string[] {
	const remove = () => {
		const over = store.removeOver(now(), (now() + ABSOLUTE_LIMIT_MS + SET_RIGHT_MS) as Instant);
		for (const { hash, person } of over) {
			record?.write({ person, device: hash, source: null, change: { kind: 'session-ended', why: 'over' } });
		}
		return over.map(({ hash }) => hash);
	};
	return record ? record.inOne(remove) : remove();
}

/** Lucia's seven methods over our store. Lucia hands in tokens, the store sees their hashes. */
function adapterOver(deps: SessionsDeps, ended: (sessionId: string) => void): Adapter {
	const { accounts, store, now } = deps;
	const sessionFrom = (id: string, { person, expiresAt, device, lastSeen }: StoredSession): DatabaseSession => ({
		id,
		userId: person,
		expiresAt: new Date(expiresAt),
		attributes: { device, lastSeen }
	});
	return {
		async getSessionAndUser(token) {
			const stored = store.find(hashToken(token));
			const account = stored && accounts.person(stored.person);
			if (!account) return [null, null];
			return [sessionFrom(token, stored), { id: account.id, attributes: account }];
		},
		getUserSessions: async (person) => store.of(person).map((stored) => sessionFrom(stored.hash, stored)),
		async setSession({ id, userId, expiresAt, attributes }) {
			const expires = expiresAt.getTime() as Instant;
			store.put({
				...{ hash: hashToken(id), person: userId, ...attributes, startedAt: now(), expiresAt: expires },
				...{ lockedAt: null, pinTries: 0 }
			});
		},
		// Lucia would extend a session half-way through. Ours is the absolute limit: it stays.
		updateSessionExpiration: async () => undefined,
		// Lucia comes upon a session that is over before the timer does; the others are over too.
		deleteSession: async () => removeOver(deps).forEach(ended),
		deleteUserSessions: async (person) => store.removeOf(person).forEach(ended),
		deleteExpiredSessions: async () => removeOver(deps).forEach(ended)
	};
}

/** Read by hand: another program's malformed cookie on the same host must not hide ours. */
function cookieValue(header: string | null | undefined, name: string): string | null {
	for (const pair of (header ?? '').split(';')) {
		const [key, value] = pair.trim().split('=', 2);
		if (key === name && value !== undefined) return value;
	}
	return null;
}
