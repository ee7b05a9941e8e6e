import type { Hono } from 'hono';
import type http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Role } from '#domain/access/can.ts';
import type { Instant } from '#domain/ids.ts';
import manifest from '../package.json' with { type: 'json' };
import { accountParts, type AccountParts } from './account-parts.ts';
import { memorySessions } from './adapters/memory/sessions.ts';
import { sqliteAccounts } from './adapters/sqlite/accounts.ts';
import type { Db } from './adapters/sqlite/database.ts';
import { tellsOfDamage } from './adapters/sqlite/damage.ts';
import { sqliteCardCheck, sqliteRecord } from './adapters/sqlite/record.ts';
import { sqliteSessions } from './adapters/sqlite/sessions.ts';
import { createApp, type App } from './app.ts';
import { boardParts } from './board-parts.ts';
import type { Config } from './config.ts';
import { openData, unreadable, type OpenedData } from './data-file.ts';
import { unreadableApps, unreadableAppsWords } from './features/account/second-factors.ts';
import { createSessions, type Sessions } from './features/account/sessions.ts';
import { createSetup } from './features/account/setup.ts';
import { createWitness, type OpenWitness } from './features/record/witness.ts';
import { CLEAR_TEXT_WARNING } from './http/clear-text.ts';
import { trustedProxies } from './http/connection.ts';
import { createDoor, type Door } from './http/door.ts';
import type { AppEnv } from './http/env.ts';
import { builtVersion } from './http/built-version.ts';
import {
	answerRequests,
	answerUpgrades,
	createListener,
	listen,
	stopListening,
	surviveBadClients,
	type PageMiddleware,
	type Upgrade
} from './http/listener.ts';
import { lockParts } from './lock-parts.ts';
import { readOnlyAccounts, readOnlyRecord, readOnlyWords, type Damage } from './ops/damage.ts';
import { standardLog, type Log } from './ops/log.ts';
import { openSecrets, type Secrets } from './ops/secrets.ts';
import type { Accounts } from './ports/accounts.ts';
import type { BoardDirectory } from './ports/boards.ts';
import type { PracticeRecord } from './ports/record.ts';

export interface ServerOptions {
	/** The demo's cookie has its own name, since cookies ignore ports, and a practice set up here is marked as one. */
	readonly demo?: boolean;
	/** In place of the built client; gets the server first, since hot reload listens on it too. */
	readonly devMiddleware?: (server: http.Server) => Promise<PageMiddleware>;
	/** The folder of the built client; `build` of the project unless told otherwise. */
	readonly pages?: string;
	/** Where log lines go; the standard output unless told otherwise. */
	readonly log?: Log;
	/** Everything about boards, over what the server opens first; `boardParts` unless told otherwise. */
	readonly parts?: (base: Base) => Parts;
	/** Runs over the opened data before anybody can connect: a seed, say. What it throws stops the start. */
	readonly prepare?: (base: Base, parts: Parts) => void | Promise<void>;
}

/** What the server opens before anything about boards. */
export interface Base {
	readonly config: Config;
	readonly db: Db;
	/** What is wrong with the data. Then nothing may be written to it, and the connection would not let one. */
	readonly damage: Damage | null;
	readonly closeData: () => void;
	readonly accounts: Accounts;
	readonly sessions: Sessions;
	readonly record: PracticeRecord;
	readonly witness: OpenWitness;
	/** Seals what the database must not hold in plain. */
	readonly secrets: Secrets;
	/** The practice's own rules, and all that signing in needs beside accounts and sessions. */
	readonly account: AccountParts;
	readonly door: Door;
	/** Cookies of the demo have names of their own. */
	readonly demo: boolean;
	/** What the client's pages were built as; null where there is no build. */
	readonly build: string | null;
	readonly now: () => Instant;
	readonly log: Log;
}

export interface Parts {
	readonly boards: BoardDirectory;
	/** Routes below `/api`. */
	readonly features?: readonly Hono<AppEnv>[];
	/** Routes for whoever runs the server, beside `/healthz`. */
	readonly operations?: Hono<AppEnv>;
	/** Gets upgrades to `/sync/…` only, and none in clear text from another machine. */
	readonly upgrade?: Upgrade;
	/** What `/readyz` asks beside the database. */
	readonly checks?: Readonly<Record<string, () => boolean>>;
	/** Closes sockets and writes what is still to be written; the database is open until it resolves. */
	readonly close?: () => Promise<void>;
}

export interface RunningServer {
	/** Where a browser on this machine finds it. */
	readonly url: string;
	readonly port: number;
	/** What it answers over HTTP, such as `GET /api/boards`; who may ask for it is proved for each. */
	readonly routes: readonly string[];
	/** Only while there is no practice. */
	readonly setupLink?: string;
	/** What whoever started it has to know before all else. */
	readonly warning?: string;
	/** Leaves cleanly; calling it again waits for the same leave-taking. */
	close(): Promise<void>;
}

/** The whole product over opened data, not listening yet. */
interface Product {
	readonly base: Base;
	readonly parts: Parts;
	readonly app: App;
	readonly setupToken: string | null;
	/** From now on `/readyz` sends people elsewhere. */
	leave(): void;
}

const BUILT_CLIENT = fileURLToPath(new URL('../build', import.meta.url));
const SWEEP_EVERY_MS = 30_000;
const GRACE_MS = 5_000;

/**
 * Opens the data, builds everything over it, and listens.
 *
 * @throws what the operating system says when the port or the data folder is not to be had; nothing stays open then.
 */
export async function startServer(config: Config, options: ServerOptions = {}): Promise<RunningServer> {
	const data = openData(config.dataDir);
	let parts: Parts | null = null;
	try {
		const base = openBase(data, config, options);
		parts = (options.parts ?? boardParts)(base);
		if (!data.damage) await options.prepare?.(base, parts);
		return await serve(assemble(base, parts, options), options);
	} catch (error) {
		// Its jobs would go on over a closed database.
		await parts?.close?.();
		data.close();
		throw data.damage && tellsOfDamage(error) ? unreadable(data.damage, error) : error;
	}
}

function openBase(
	{ db, damage, close: closeData }: OpenedData,
	config: Config,
	{ demo = false, log = standardLog(), pages = BUILT_CLIENT }: ServerOptions
): Base {
	const now = () => Date.now() as Instant;
	const steady = () => performance.now();
	const isTrusted = trustedProxies(config.trustedProxies);
	const accounts = damage ? readOnlyAccounts(sqliteAccounts(db)) : sqliteAccounts(db);
	const store = damage ? memorySessions(sqliteSessions(db)) : sqliteSessions(db);
	const secrets = openSecrets(config.secret, config.dataDir);
	const account = accountParts({ db, secrets, now, steady, demo, damaged: damage !== null });
	const record = damage ? readOnlyRecord : sqliteRecord(db, now);
	const idleMs = (role: Role) => account.rules.read().idleMinutes[role] * 60_000;
	const sessions = createSessions({ accounts, store, now, demo, idleMs, record });
	const witness = createWitness({ record, isCard: sqliteCardCheck(db), steady, log });
	const door = createDoor({ sessions, origins: config.origins, isTrusted, clearText: config.clearText });
	if (damage) log('error', 'database.damaged', { count: damage.problems.length });
	const build = builtVersion(pages);
	return {
		...{ config, db, damage, closeData, accounts, sessions, record, witness, secrets, account, door },
		...{ demo, build, now, log }
	};
}

function assemble(base: Base, parts: Parts, { demo = false, pages = BUILT_CLIENT }: ServerOptions): Product {
	const { config, db, damage, accounts, sessions, record, witness, now, log } = base;
	const setup = createSetup({ accounts, boards: parts.boards, now, demo });
	const wait = async (ms: number) => void (await sleep(ms));
	const desk = lockParts({ ...base, origins: config.origins, wait, damaged: damage !== null, demo });
	let leaving = false;
	const app = createApp({
		...{ accounts, sessions, setup, record, witness, now, log, demo, pages },
		boards: parts.boards,
		features: [...(parts.features ?? []), desk],
		operations: parts.operations,
		...base.account,
		wait,
		origins: config.origins,
		isTrusted: trustedProxies(config.trustedProxies),
		clearText: config.clearText,
		version: manifest.version,
		health: {
			leaving: () => leaving,
			checks: { database: () => isAlive(db), writable: () => damage === null, ...parts.checks }
		}
	});
	return { base, parts, app, setupToken: setup.token, leave: () => void (leaving = true) };
}

async function serve(product: Product, { devMiddleware }: ServerOptions): Promise<RunningServer> {
	const { base, parts, app, setupToken } = product;
	const { config, door, sessions, log } = base;
	const server = createListener(config.tls);
	surviveBadClients(server, log);
	const pages = (await devMiddleware?.(server)) ?? null;
	answerRequests(server, app, door, pages);
	answerUpgrades(server, parts.upgrade ?? null, door, pages ? 'leave' : 'refuse');
	const port = await listen(server, config.port, config.host, log);
	const sweep = setInterval(sessions.endOver, SWEEP_EVERY_MS);
	const url = addressOf(config, port);
	log('info', 'server.started', { code: manifest.version });

	let left: Promise<void> | undefined;
	return {
		...{ url, port, routes: routesOf(app) },
		...warningFor(base),
		...(setupToken && { setupLink: `${config.origins[0] ?? url}/setup#${setupToken}` }),
		close() {
			clearInterval(sweep);
			return (left ??= leave(product, server));
		}
	};
}

async function leave({ base, parts, leave }: Product, server: http.Server): Promise<void> {
	leave();
	const stopped = stopListening(server, GRACE_MS);
	await parts.close?.();
	await stopped;
	base.witness.close();
	base.closeData();
	base.log('info', 'server.stopped');
}

/** Middleware answers for every method, so it is no route. */
function routesOf(app: App): string[] {
	const named = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
	return [...new Set(named)];
}

function warningFor({ damage, config, account, secrets }: Base): { warning?: string } {
	const unreadable = unreadableApps(account.factors, secrets);
	const warnings = [
		...(unreadable > 0 ? [unreadableAppsWords(unreadable)] : []),
		...(damage ? [readOnlyWords(damage)] : []),
		...(config.clearText === 'tolerated' ? [CLEAR_TEXT_WARNING] : [])
	];
	return warnings.length > 0 ? { warning: warnings.join('\n\n') } : {};
}

function isAlive(db: Db): boolean {
	return db.prepare('SELECT 1').pluck().get() === 1;
}

function addressOf({ tls, host }: Config, port: number): string {
	const everywhere = host === null || host === '0.0.0.0' || host === '::';
	const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
	return `${tls ? 'https' : 'http'}://${name}:${port}`;
}
