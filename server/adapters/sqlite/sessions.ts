import type { SessionStore, StoredSession } from '../../ports/sessions.ts';
import type { Db } from './database.ts';

const SESSION = `SELECT hash, person, device, started_at AS startedAt, last_seen AS lastSeen, expires_at AS expiresAt
	FROM sessions`;

export function sqliteSessions(db: Db): SessionStore {
	const byHash = db.prepare(`${SESSION} WHERE hash = ?`);
	const byPerson = db.prepare(`${SESSION} WHERE person = ? ORDER BY started_at`);
	const put = db.prepare(
		`INSERT INTO sessions (hash, person, device, started_at, last_seen, expires_at)
		 VALUES (:hash, :person, :device, :startedAt, :lastSeen, :expiresAt)`
	);
	const seen = db.prepare('UPDATE sessions SET last_seen = max(last_seen, ?) WHERE hash = ?');
	const remove = db.prepare('DELETE FROM sessions WHERE hash = ?');
	const removeOf = db.prepare('DELETE FROM sessions WHERE person = ? RETURNING hash').pluck();
	const removeOver = db
		.prepare('DELETE FROM sessions WHERE expires_at <= :now OR last_seen <= :idleSince RETURNING hash')
		.pluck();
	return {
		find: (hash) => (byHash.get(hash) as StoredSession | undefined) ?? null,
		of: (person) => byPerson.all(person) as StoredSession[],
		put: (session) => void put.run(session),
		seen: (hash, at) => void seen.run(at, hash),
		remove: (hash) => remove.run(hash).changes > 0,
		removeOf: (person) => removeOf.all(person) as string[],
		removeOver: (now, idleSince) => removeOver.all({ now, idleSince }) as string[]
	};
}
