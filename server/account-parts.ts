import { sqliteEmergencies } from './adapters/sqlite/emergencies.ts';
import { sqliteRules } from './adapters/sqlite/rules.ts';
import type { Db } from './adapters/sqlite/database.ts';
import { createThrottle, type Throttle } from './features/account/throttle.ts';
import type { Secrets } from './ops/secrets.ts';
import type { Emergencies } from './ports/emergencies.ts';
import type { Rules } from './ports/rules.ts';
import type { Instant } from '#domain/ids.ts';

export interface AccountBase {
	readonly db: Db;
	readonly secrets: Secrets;
	readonly now: () => Instant;
	/** The file may only be read. */
	readonly damaged: boolean;
}

/** Everything about signing in that stands over the database. */
export interface AccountParts {
	readonly rules: Rules;
	readonly emergencies: Emergencies;
	readonly throttle: Throttle;
}

export function accountParts({ db, now }: AccountBase): AccountParts {
	return { rules: sqliteRules(db), emergencies: sqliteEmergencies(db), throttle: createThrottle(now) };
}
