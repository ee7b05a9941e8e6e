import type { SessionStore, StoredSession } from '../../ports/sessions.ts';
import type { Db } from './database.ts';

const SESSION = `SELECT hash, person, device, started_at AS startedAt, last_seen AS lastSeen, expires_at AS expiresAt,
	locked_at AS lockedAt, pin_tries AS pinTries
	FROM sessions`;

export function sqliteSessions(db: Db): SessionStore {
	const byHash = db.prepare(`${SESSION} WHERE hash = ?`);
	const byPerson = db.prepare(`${SESSION} WHERE person = ? ORDER BY started_at`);
	const put = db.prepare(
		`INSERT INTO sessions (hash, person, device, started_at, last_seen, expires_at, locked_at, pin_tries)
		 VALUES (:hash, :person, :device, :startedAt, :lastSeen, :expiresAt, :lockedAt, :pinTries)`
	);
	const seen = db.prepare('UPDATE sessions SET last_seen = max(last_seen, ?) WHERE hash = ?');
	const lock = db.prepare('UPDATE sessions SET locked_at = ? WHERE hash = ? AND locked_at IS NULL');
	const unlock = db.prepare('UPDATE sessions SET locked_at = NULL, pin_tries = 0, last_seen = ? WHERE hash = ?');
	const countPinTry = db
		.prepare('UPDATE sessions SET pin_tries = pin_tries + 1 WHERE hash = ? RETURNING pin_tries')
		.pluck();
	const idleOutside = db.prepare(`${SESSION} WHERE locked_at IS NULL AND (last_seen <= ? OR last_seen >= ?)`);
	const remove = db.prepare('DELETE FROM sessions WHERE hash = ?');
	const removeOf = db.prepare('DELETE FROM sessions WHERE person = ? RETURNING hash').pluck();
	const removeOver = db.prepare('DELETE FROM sessions WHERE expires_at <= ? OR expires_at > ? RETURNING hash, person');
	return {
		find: (hash) => (byHash.get(hash) as StoredSession | undefined) ?? null,
		of: (person) => byPerson.all(person) as StoredSession[],
		put: (session) => void put.run(session),
		seen: (hash, at) => void seen.run(at, hash),
		lock: (hash, at) => lock.run(at, hash).changes > 0,
		unlock: (hash, at) => void unlock.run(at, hash),
		countPinTry: (hash) => countPinTry.get(hash) as number,
		idleOutside: (before, after) => idleOutside.all(before, after) as StoredSession[],
		remove: (hash) => remove.run(hash).changes > 0,
		removeOf: (person) => removeOf.all(person) as string[],
		removeOver: (now, latest) => removeOver.all(now, latest) as Pick<StoredSession, 'hash' | 'person'>[]
	};
}
