import { Hono } from 'hono';
import type { Instant } from '#domain/ids.ts';
import type { AppEnv } from '../../http/env.ts';
import type { Accounts } from '../../ports/accounts.ts';
import type { BoardDirectory } from '../../ports/boards.ts';
import type { Emergencies } from '../../ports/emergencies.ts';
import type { PracticeRecord, Witness } from '../../ports/record.ts';
import { emergencyRoutes } from '../emergency/routes.ts';
import { enrolmentRoutes } from './enrolment-routes.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { ownAccountRoutes } from './own-account-routes.ts';
import { ownSessionsRoutes } from './own-sessions-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { practiceRoutes } from './practice-routes.ts';
import { resetRoutes } from './reset-routes.ts';
import { rulesRoutes } from './rules-routes.ts';
import { secondStepRoutes } from './second-step-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import type { Sessions } from './sessions.ts';
import type { Setup } from './setup.ts';
import type { SigningIn } from './signing-in.ts';

export interface AccountDeps extends SigningIn {
	readonly accounts: Accounts;
	readonly boards: BoardDirectory;
	readonly sessions: Sessions;
	readonly setup: Setup;
	readonly record: PracticeRecord;
	readonly witness: Witness;
	readonly emergencies: Emergencies;
	readonly now: () => Instant;
	readonly wait: (ms: number) => Promise<void>;
	/** The addresses that people use, most public first; may be empty. */
	readonly origins: readonly string[];
	readonly demo: boolean;
	readonly version: string;
}

export function accountRoutes(deps: AccountDeps) {
	return new Hono<AppEnv>()
		.route('/', practiceRoutes(deps))
		.route('/', sessionRoutes(deps))
		.route('/', secondStepRoutes(deps))
		.route('/', enrolmentRoutes(deps))
		.route('/', ownAccountRoutes(deps))
		.route('/', ownSessionsRoutes(deps))
		.route('/', resetRoutes(deps))
		.route('/', rulesRoutes(deps))
		.route('/', peopleRoutes(deps))
		.route('/', emergencyRoutes(deps))
		.route('/', invitationRoutes(deps));
}
