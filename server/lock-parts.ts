import type { Instant } from '#domain/ids.ts';
import type { Db } from './adapters/sqlite/database.ts';
import { sqliteLocks } from './adapters/sqlite/locks.ts';
import type { Sessions } from './features/account/sessions.ts';
import type { SigningIn } from './features/account/signing-in.ts';
import { sharedDeskRoutes } from './features/lock/lock.ts';
import { createProofs } from './features/lock/proofs.ts';
import { readOnlyLocks } from './ops/damage.ts';
import type { Secrets } from './ops/secrets.ts';
import type { Accounts } from './ports/accounts.ts';

export interface LockBase {
	readonly db: Db;
	readonly accounts: Accounts;
	readonly sessions: Sessions;
	readonly secrets: Secrets;
	readonly account: SigningIn;
	/** The addresses that people use, most public first; may be empty. */
	readonly origins: readonly string[];
	readonly wait: (ms: number) => Promise<void>;
	readonly now: () => Instant;
	/** The file may only be read. */
	readonly damaged: boolean;
	readonly demo: boolean;
}

/** Everything about a desk that several people use. */
export function lockParts({ db, damaged, account, origins, wait, ...base }: LockBase) {
	const { accounts, sessions, now } = base;
	const locks = damaged ? readOnlyLocks(sqliteLocks(db)) : sqliteLocks(db);
	sessions.onAllEnded(locks.rotateKey);
	const proofs = createProofs({ accounts, signingIn: account, origins, wait, now });
	return sharedDeskRoutes({ ...base, locks, proofs, rules: account.rules });
}
