import { Hono } from 'hono';
import type { Instant } from '#domain/ids.ts';
import type { AppEnv } from '../../http/env.ts';
import type { Secrets } from '../../ops/secrets.ts';
import type { Accounts } from '../../ports/accounts.ts';
import type { Locks } from '../../ports/locks.ts';
import type { Rules } from '../../ports/rules.ts';
import type { Sessions } from '../account/sessions.ts';
import { deviceRoutes } from './device-routes.ts';
import { keyRoutes } from './key-routes.ts';
import { lockRoutes } from './lock-routes.ts';
import type { Proofs } from './proofs.ts';

export interface LockDeps {
	readonly accounts: Pick<Accounts, 'practice'>;
	readonly sessions: Sessions;
	readonly locks: Locks;
	readonly rules: Pick<Rules, 'read'>;
	readonly secrets: Secrets;
	readonly now: () => Instant;
	readonly proofs: Proofs;
	readonly demo: boolean;
}

/** Everything about a desk that several people use: locks, keys to copies, sealed edits, trusted devices. */
export function sharedDeskRoutes(deps: LockDeps) {
	return new Hono<AppEnv>().route('/', lockRoutes(deps)).route('/', keyRoutes(deps)).route('/', deviceRoutes(deps));
}
