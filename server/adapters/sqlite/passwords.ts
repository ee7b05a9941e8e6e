import type { PersonId } from '#domain/ids.ts';
import type { Passwords, ResetLink } from '../../ports/passwords.ts';
import type { Db } from './database.ts';

export function sqlitePasswords(db: Db): Passwords {
	const hashOf = db.prepare('SELECT password_hash FROM people WHERE id = ?').pluck();
	const put = db.prepare('UPDATE people SET password_hash = ? WHERE id = ?');
	const removePin = db.prepare('DELETE FROM pins WHERE person = ?');
	const removeLink = db.prepare('DELETE FROM reset_links WHERE person = ?');
	const putLink = db.prepare(
		`INSERT INTO reset_links (person, hash, factors, made_by, expires_at)
		 VALUES (:person, :hash, :factors, :madeBy, :expiresAt)`
	);
	const openLink = db.prepare(
		`SELECT person, factors, made_by AS madeBy, expires_at AS expiresAt FROM reset_links
		 WHERE hash = :hash AND expires_at > :now
			AND EXISTS (SELECT 1 FROM people WHERE id = person AND disabled_at IS NULL)
			AND EXISTS (SELECT 1 FROM people WHERE id = made_by AND disabled_at IS NULL AND role = 'manager')`
	);
	return {
		hashOf: (person) => (hashOf.get(person) ?? null) as string | null,
		put: db.transaction((person: PersonId, hash: string) => {
			put.run(hash, person);
			removeLink.run(person);
			// Whoever knew the old password may have set it.
			removePin.run(person);
		}),
		putLink: db.transaction((link: ResetLink, hash: string) => {
			removeLink.run(link.person);
			putLink.run({ ...link, hash, factors: link.factors ? 1 : 0 });
		}),
		openLink(hash, now) {
			const row = openLink.get({ hash, now }) as (Omit<ResetLink, 'factors'> & { factors: 0 | 1 }) | undefined;
			return row ? { ...row, factors: row.factors === 1 } : null;
		}
	};
}
