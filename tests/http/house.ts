import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Instant } from '#domain/ids.ts';
import { accountParts } from '../../server/account-parts.ts';
import { sqliteAccounts } from '../../server/adapters/sqlite/accounts.ts';
import { sqliteBoards } from '../../server/adapters/sqlite/boards.ts';
import { openDatabase } from '../../server/adapters/sqlite/database.ts';
import { sqliteCardCheck, sqliteRecord } from '../../server/adapters/sqlite/record.ts';
import { sqliteSessions } from '../../server/adapters/sqlite/sessions.ts';
import { lockParts } from '../../server/lock-parts.ts';
import { createApp, type AppDeps } from '../../server/app.ts';
import { createSessions } from '../../server/features/account/sessions.ts';
import { sqliteRecordReader } from '../../server/adapters/sqlite/record-reading.ts';
import { sqliteJournal } from '../../server/adapters/sqlite/journal.ts';
import { historyRoutes } from '../../server/features/boards/history.ts';
import { recordRoutes } from '../../server/features/record/routes.ts';
import { createWitness } from '../../server/features/record/witness.ts';
import { createSetup } from '../../server/features/account/setup.ts';
import { createSecrets } from '../../server/ops/secrets.ts';
import { trustedProxies } from '../../server/http/connection.ts';
import { Browser, type Ask } from './browser.ts';

export const MANAGER = { name: 'Maria Lopez', email: 'maria@practice.test', password: 'a long sunny morning' };
export const FOUNDING = {
	practice: { name: 'Sunrise Therapy', timeZone: 'America/Chicago' },
	manager: MANAGER,
	departments: ['front-desk', 'billing']
};

interface HouseOptions extends Partial<AppDeps> {
	readonly proxies?: readonly string[];
}

/** The whole app over a real database in a folder of its own. It listens nowhere. */
export function openHouse({ proxies = [], ...replaced }: HouseOptions = {}) {
	const folder = temporaryFolder();
	const db = openDatabase(join(folder, 'daybreak.db'));
	const now = () => Date.now() as Instant;
	const demo = replaced.demo ?? false;
	const accounts = sqliteAccounts(db);
	const boards = replaced.boards ?? sqliteBoards(db);
	const record = sqliteRecord(db, now);
	const sessions = createSessions({ accounts, store: sqliteSessions(db), now, demo, record });
	const setup = createSetup({ accounts, boards, now, demo });
	const witness = createWitness({ record, isCard: sqliteCardCheck(db), steady: now, log: () => undefined });
	onTestFinished(() => {
		witness.close();
		db.close();
	});
	const waits: number[] = [];
	const secrets = createSecrets('the secret of a house for tests only');
	const parts = accountParts({ db, secrets, now, steady: now, demo, damaged: false });
	const wait = async (ms: number) => void waits.push(ms);
	const origins = replaced.origins ?? [];
	const desk = lockParts({ db, accounts, sessions, secrets, account: parts, origins, wait, now, damaged: false, demo });
	const app = createApp({
		...{ accounts, boards, sessions, setup, record, witness, now, demo },
		...parts,
		features: [
			desk,
			historyRoutes(boards, sqliteJournal(db)),
			recordRoutes({ reader: sqliteRecordReader(db), accounts, boards })
		],
		wait,
		origins: [],
		version: '1.2.3',
		isTrusted: trustedProxies(proxies),
		health: { leaving: () => false, checks: {} },
		log: () => undefined,
		pages: join(folder, 'build'),
		...replaced
	});
	const ask: Ask = async (path, init, peer) => app.request(path, init, { peer });
	return {
		...{ app, db, folder, accounts, boards, sessions, record, witness, setup, ...parts, waits, ask },
		browser: (address?: string) => new Browser(ask, address)
	};
}

export type House = ReturnType<typeof openHouse>;

/** A house that is set up, and the browser of its manager. */
export async function openPractice(options: HouseOptions = {}) {
	const house = openHouse(options);
	const maria = house.browser();
	const answer = await maria.post('/api/setup', { token: house.setup.token, ...FOUNDING });
	if (answer.status !== 201) throw new Error(`set-up failed: ${JSON.stringify(answer.body)}`);
	return { ...house, maria };
}

/** A colleague who accepted an invitation, in a browser of their own. */
export async function joined(
	{ maria, browser }: Awaited<ReturnType<typeof openPractice>>,
	invitation: { name: string; email: string; role?: string; departments?: readonly string[] },
	password = 'the early bird sings'
): Promise<Browser> {
	const invited = await maria.post('/api/invitations', { role: 'staff', departments: ['billing'], ...invitation });
	const colleague = browser();
	const answer = await colleague.post('/api/invitations/accept', { token: tokenIn(invited.body.link), password });
	if (answer.status !== 201) throw new Error(`joining failed: ${JSON.stringify([invited.body, answer.body])}`);
	return colleague;
}

export function tokenIn(link: unknown): string {
	return String(link).split('#')[1] ?? '';
}

export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'daybreak-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}
