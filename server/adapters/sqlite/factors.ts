import type { PersonId } from '#domain/ids.ts';
import type { AuthenticatorApp, Factors } from '../../ports/factors.ts';
import type { Db } from './database.ts';
import { sqlitePasskeys } from './passkeys.ts';

export function sqliteFactors(db: Db): Factors {
	const { removePasskeys, ...passkeys } = sqlitePasskeys(db);
	const app = db.prepare('SELECT sealed, added_at AS addedAt FROM authenticator_apps WHERE person = ?');
	const apps = db.prepare('SELECT person, sealed, added_at AS addedAt FROM authenticator_apps');
	const putApp = db.prepare(
		`INSERT INTO authenticator_apps (person, sealed, last_step, added_at) VALUES (?, ?, ?, ?)
		 ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed, last_step = excluded.last_step,
			added_at = excluded.added_at`
	);
	const removeApp = db.prepare('DELETE FROM authenticator_apps WHERE person = ?');
	const useStep = db.prepare(
		'UPDATE authenticator_apps SET last_step = :step WHERE person = :person AND last_step < :step'
	);
	const codes = db.prepare('SELECT count(*) FROM recovery_codes WHERE person = ?').pluck();
	const putCode = db.prepare('INSERT INTO recovery_codes (person, hash) VALUES (?, ?)');
	const useCode = db.prepare('DELETE FROM recovery_codes WHERE person = ? AND hash = ?');
	const removeCodes = db.prepare('DELETE FROM recovery_codes WHERE person = ?');
	return {
		...passkeys,
		app: (person) => (app.get(person) ?? null) as AuthenticatorApp | null,
		apps: () => apps.all() as (AuthenticatorApp & { person: PersonId })[],
		putApp: (person, sealed, step, now) => void putApp.run(person, sealed, step, now),
		removeApp: (person) => void removeApp.run(person),
		useStep: (person, step) => useStep.run({ person, step }).changes > 0,
		recoveryCodes: (person) => codes.get(person) as number,
		putRecoveryCodes: db.transaction((person: PersonId, hashes: readonly string[]) => {
			removeCodes.run(person);
			for (const hash of hashes) putCode.run(person, hash);
		}),
		useRecoveryCode: (person, hash) => useCode.run(person, hash).changes > 0,
		clear: db.transaction((person: PersonId) => {
			removeApp.run(person);
			removeCodes.run(person);
			removePasskeys(person);
		})
	};
}
