import { Hono } from 'hono';
import { accountRoutes, type AccountDeps } from './features/account/account.ts';
import { boardRoutes } from './features/boards/routes.ts';
import { limitedBody } from './http/body.ts';
import { clearTextGuard } from './http/clear-text.ts';
import { connection, type ClearText, type IsTrusted } from './http/connection.ts';
import type { AppEnv } from './http/env.ts';
import { sameOrigin } from './http/origin.ts';
import { notFound, onError } from './http/problem.ts';
import { recorded } from './http/refusals.ts';
import { requestId } from './http/request-id.ts';
import { requestLog } from './http/request-log.ts';
import { securityHeaders } from './http/security-headers.ts';
import { session } from './http/session.ts';
import { staticFiles } from './http/static-files.ts';
import { healthRoutes, type Health } from './ops/health.ts';
import type { Log } from './ops/log.ts';

export type App = Hono<AppEnv>;

export interface AppDeps extends AccountDeps {
	readonly isTrusted: IsTrusted;
	readonly clearText?: ClearText;
	readonly health: Health;
	readonly log: Log;
	/** The folder of the built client. */
	readonly pages: string;
	/** Routes of other features, below `/api`; they find `session` in the context and throw `Problem`. */
	readonly features?: readonly Hono<AppEnv>[];
	/** Routes for whoever runs the server; they stand outside `/api`. */
	readonly operations?: Hono<AppEnv>;
}

/** Everything that answers HTTP. Opens nothing and listens nowhere, so that a test can call it by `app.request`. */
export function createApp(deps: AppDeps): App {
	const app = new Hono<AppEnv>();
	app.onError(onError(deps.log));
	app.notFound(() => {
		throw notFound();
	});
	app.use(connection(deps.isTrusted, deps.clearText), requestId(), securityHeaders(), clearTextGuard());
	app.route('/', healthRoutes(deps.health));
	if (deps.operations) app.route('/', deps.operations);
	app.route('/api', apiOf(deps));
	app.route('/', staticFiles(deps.pages));
	return app;
}

function apiOf(deps: AppDeps): App {
	const api = new Hono<AppEnv>();
	api.use(
		requestLog(deps.log),
		recorded(deps.record, deps.witness),
		sameOrigin(deps.origins),
		limitedBody(),
		session(deps.sessions)
	);
	api.route('/', accountRoutes(deps));
	api.route('/', boardRoutes(deps.boards));
	for (const feature of deps.features ?? []) api.route('/', feature);
	return api;
}
