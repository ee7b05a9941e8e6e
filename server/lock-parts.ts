import type { Instant } from '#domain/ids.ts';
import type { Db } from './adapters/sqlite/database.ts';
import { sqliteLocks } from './adapters/sqlite/locks.ts';
import { verifyPassword } from './features/account/passwords.ts';
import type { Sessions } from './features/account/sessions.ts';
import { sharedDeskRoutes } from './features/lock/lock.ts';
import { readOnlyLocks } from './ops/damage.ts';
import type { Secrets } from './ops/secrets.ts';
import type { Accounts } from './ports/accounts.ts';
import type { Rules } from './ports/rules.ts';

export interface LockBase {
	readonly db: Db;
	readonly accounts: Accounts;
	readonly sessions: Sessions;
	readonly secrets: Secrets;
	readonly rules: Rules;
	readonly now: () => Instant;
	/** The file may only be read. */
	readonly damaged: boolean;
	readonly demo: boolean;
}

/** Everything about a desk that several people use. */
export function lockParts({ db, damaged, ...base }: LockBase) {
	const locks = damaged ? readOnlyLocks(sqliteLocks(db)) : sqliteLocks(db);
	base.sessions.onAllEnded(locks.rotateKey);
	return sharedDeskRoutes({
		...{ ...base, locks },
		checkPassword: (_c, { email }, password) =>
			verifyPassword(base.accounts.credentials(email)?.passwordHash ?? null, password)
	});
}
