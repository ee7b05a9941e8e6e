import type { Instant } from '#domain/ids.ts';
import { memoryFactors } from './adapters/memory/factors.ts';
import type { Db } from './adapters/sqlite/database.ts';
import { sqliteEmergencies } from './adapters/sqlite/emergencies.ts';
import { sqliteFactors } from './adapters/sqlite/factors.ts';
import { sqliteKnownPlaces } from './adapters/sqlite/known-places.ts';
import { sqlitePasswords } from './adapters/sqlite/passwords.ts';
import { sqliteRules } from './adapters/sqlite/rules.ts';
import { createSigningIn, type SigningIn } from './features/account/signing-in.ts';
import { refuseDamaged } from './ops/damage.ts';
import type { Emergencies } from './ports/emergencies.ts';
import type { Secrets } from './ops/secrets.ts';

export interface AccountBase {
	readonly db: Db;
	readonly secrets: Secrets;
	readonly now: () => Instant;
	/** Milliseconds of a clock that is never set. */
	readonly steady: () => number;
	readonly demo: boolean;
	/** The file may only be read. */
	readonly damaged: boolean;
}

export interface AccountParts extends SigningIn {
	readonly emergencies: Emergencies;
}

/** Everything about people and signing in that stands over the database, beside accounts and sessions. */
export function accountParts(base: AccountBase): AccountParts {
	return { ...signingIn(base), emergencies: sqliteEmergencies(base.db) };
}

function signingIn({ db, secrets, now, steady, demo, damaged }: AccountBase): SigningIn {
	const stored = {
		rules: sqliteRules(db),
		factors: sqliteFactors(db),
		passwords: sqlitePasswords(db),
		knownPlaces: sqliteKnownPlaces(db)
	};
	if (!damaged) return createSigningIn({ ...stored, secrets, now, steady, demo });
	return createSigningIn({
		...{ secrets, now, steady, demo },
		rules: { ...stored.rules, write: refuseDamaged },
		factors: memoryFactors(stored.factors, refuseDamaged),
		passwords: { ...stored.passwords, put: refuseDamaged, putLink: refuseDamaged },
		// People sign in on, and nothing is learned from it.
		knownPlaces: { ...stored.knownPlaces, remember: () => undefined, forgetOthers: () => undefined }
	});
}
