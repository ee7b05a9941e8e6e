import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { sqliteJournal } from '../../server/adapters/sqlite/journal.ts';
import { boardParts } from '../../server/board-parts.ts';
import { readConfig } from '../../server/config.ts';
import type { Journal } from '../../server/ports/journal.ts';
import { startServer, type Base, type RunningServer } from '../../server/serve.ts';

export const PASSWORD = 'a long enough password';

export interface Practice {
	readonly url: string;
	/** What the server answers over HTTP, such as `GET /api/boards`. */
	readonly routes: readonly string[];
	/** Signs in, and returns the cookie to ask with. */
	signIn(email: string): Promise<string>;
	get<T>(path: string, cookie: string): Promise<T>;
	invite(person: { name: string; email: string; role: string; departments: string[] }): Promise<string>;
	/** Stops the server and starts it again over the same data and on the same port. */
	restart(): Promise<void>;
	close(): Promise<void>;
	readonly manager: string;
	readonly base: Base;
	readonly dataDir: string;
}

export interface PracticeOptions {
	/** Stands between the server and its journal, to let it fail. */
	readonly journal?: (journal: Journal) => Journal;
	/** How often the server asks each client for a sign of life. */
	readonly heartbeatMs?: number;
}

/** A real server over a real database, set up by its first manager Maria, on a port of its own. */
export async function openPractice({ journal, heartbeatMs }: PracticeOptions = {}): Promise<Practice> {
	const dataDir = mkdtempSync(join(tmpdir(), 'daybreak-'));
	let base!: Base;
	const start = (port: number) =>
		startServer(
			{ ...readConfig({ DATA_DIR: dataDir, HOST: '127.0.0.1' }), port },
			{
				log: () => {},
				parts: (opened) => {
					base = opened;
					const kept = journal && journal(journalOf(opened));
					return boardParts(opened, { ...(kept && { kept }), ...(heartbeatMs && { heartbeatMs }) });
				}
			}
		);
	let server: RunningServer = await start(0);
	const { url, port, routes } = server;
	const manager = await setUp(url, server.setupLink!);
	return {
		url,
		routes,
		manager,
		dataDir,
		get base() {
			return base;
		},
		signIn: (email) => signIn(url, email),
		get: (path, cookie) => get(url, path, cookie),
		invite: (person) => invite(url, manager, person),
		async restart() {
			await server.close();
			server = await start(port);
		},
		async close() {
			await server.close();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

async function setUp(url: string, link: string): Promise<string> {
	const response = await post(url, '/api/setup', '', {
		token: link.split('#')[1],
		practice: { name: 'Harbor Therapy', timeZone: 'America/New_York' },
		manager: { name: 'Maria Lopez', email: 'maria@harbor.test', password: PASSWORD },
		departments: ['front-desk', 'clinical-team', 'billing', 'management']
	});
	return cookieIn(response);
}

async function signIn(url: string, email: string): Promise<string> {
	return cookieIn(await post(url, '/api/session', '', { email, password: PASSWORD }));
}

async function invite(url: string, manager: string, person: object): Promise<string> {
	const response = await post(url, '/api/invitations', manager, person);
	const { link } = (await response.json()) as { link: string };
	return cookieIn(await post(url, '/api/invitations/accept', '', { token: link.split('#')[1], password: PASSWORD }));
}

async function get<T>(url: string, path: string, cookie: string): Promise<T> {
	const response = await fetch(url + path, { headers: { cookie } });
	if (!response.ok) throw new Error(`${path} answered ${response.status}`);
	return (await response.json()) as T;
}

async function post(url: string, path: string, cookie: string, body: unknown): Promise<Response> {
	const headers = { 'content-type': 'application/json', cookie };
	const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
	if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
	return response;
}

function cookieIn(response: Response): string {
	return response.headers.getSetCookie()[0]!.split(';')[0]!;
}

function journalOf(base: Base): Journal {
	return sqliteJournal(base.db);
}

/** An unmodified y-websocket provider that has a session cookie, as a browser would send it. */
export function provider(practice: Practice, board: string, cookie: string, params: Record<string, string> = {}) {
	class CookieSocket extends WebSocket {
		constructor(address: string) {
			super(address, { headers: { cookie } });
		}
	}
	const doc = new Y.Doc();
	const connection = new WebsocketProvider(`${practice.url.replace('http', 'ws')}/sync`, board, doc, {
		WebSocketPolyfill: CookieSocket as unknown as typeof globalThis.WebSocket,
		disableBc: true,
		params
	});
	return { doc, provider: connection, synced: until(() => connection.synced) };
}

/** Waits for a state to come; fails with what was waited for. */
export async function until(holds: () => boolean, ms = 25_000): Promise<void> {
	const end = performance.now() + ms;
	while (!holds()) {
		if (performance.now() > end) throw new Error(`waited ${ms} ms in vain for ${holds.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}
