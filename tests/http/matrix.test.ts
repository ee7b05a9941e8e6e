import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveCards } from '#domain/board/archive.ts';
import { addCard } from '#domain/board/cards.ts';
import type { BoardId, LineageId, PersonId } from '#domain/ids.ts';
import { at, INBOX, newCard } from '../domain/board.ts';
import { RawClient } from '../sync/client.ts';
import { openPractice, until, type Practice } from '../sync/practice.ts';
import { EVERYBODY, MATRIX, PEOPLE, READS, SIGNED_OUT, WRITES, type Line, type Who } from './matrix.ts';

const DESK = 'front-desk';
const REASON = 'A patient waits and nobody is here';
/** Stands on a card of each board; no answer to somebody without a right to the board may hold it. */
const CANARY = { 'front-desk': 'Canary of the desk', billing: 'Canary of billing' } as const;

const STANDING: Readonly<Record<Exclude<Who, 'manager' | 'nobody'>, object>> = {
	desk: { role: 'staff', departments: [DESK] },
	billing: { role: 'staff', departments: ['billing'] },
	viewer: { role: 'viewer', departments: [DESK] },
	officer: { role: 'none', privacyOfficer: true },
	none: { role: 'none' },
	emergency: { role: 'staff', departments: ['billing'] },
	locked: { role: 'staff', departments: [DESK] },
	disabled: { role: 'staff', departments: [DESK] }
};

let practice: Practice;
const cookies = {} as Record<Who, string>;
/** What stands in an address in the place of a parameter: ids of the front desk's board, and of the billing one's. */
let made: Record<string, string>;
let others: Record<string, string>;

beforeAll(async () => {
	practice = await openPractice();
	cookies.manager = practice.manager;
	cookies.nobody = '';
	for (const [who, standing] of Object.entries(STANDING)) {
		const person = { name: who, email: emailOf(who), role: '', departments: [], ...standing };
		cookies[who as Who] = await practice.invite(person);
	}
	const target = await practice.invite({ name: 'Target', email: emailOf('target'), role: 'none', departments: [] });
	for (const board of [DESK, 'clinical-team']) {
		await ask('emergency', 'POST', `/api/boards/${board}/break-glass`, { reason: REASON });
	}
	await ask('manager', 'POST', '/api/invitations', { name: 'X', email: 'x@harbor.test', role: 'manager' });
	const [desk, billing] = [await boardWithCanary(DESK), await boardWithCanary('billing')];
	const listed = async (path: string) => (await practice.get<{ id: string }[]>(path, practice.manager))[0]!.id;
	const shared = { id: await listed('/api/invitations'), notice: await listed('/api/notices') };
	const [session] = await practice.get<{ id: string }[]>('/api/account/sessions', target);
	made = { ...shared, ...desk, person: await idOf(target), session: session!.id };
	others = { ...made, ...billing, board: DESK };
	const disabled = await idOf(cookies.disabled);
	await ask('manager', 'POST', `/api/people/${disabled}/disable`);
	await ask('locked', 'POST', '/api/session/lock');
});
afterAll(() => practice.close());

const idsIn = (json: string) => (JSON.parse(json) as { id: string }[]).map(({ id }) => id);
const emailOf = (who: string) => (who === 'manager' ? 'maria@harbor.test' : `${who}@harbor.test`);

async function idOf(cookie: string): Promise<PersonId> {
	return (await practice.get<{ person: { id: PersonId } }>('/api/me', cookie)).person.id;
}

async function ask(who: Who, method: string, path: string, body: unknown = {}, cookie = cookies[who]) {
	const headers = { 'content-type': 'application/json', cookie };
	const init = method === 'GET' ? { headers } : { method, headers, body: JSON.stringify(body) };
	const response = await fetch(practice.url + path, init);
	return { status: response.status, text: await response.text() };
}

/** A card with the board's canary, and a lineage that has ended. */
async function boardWithCanary(board: keyof typeof CANARY) {
	const person = await idOf(practice.manager);
	const client = await new RawClient(practice, board, practice.manager).join();
	const origin = { kind: 'person', person, at: at(1) } as const;
	const card = newCard(board.replace('-', ''), { title: CANARY[board], column: INBOX, origin });
	const putAway = newCard(`${board.replace('-', '')}away`, { title: CANARY[board], column: INBOX, origin });
	client.edit((doc) => addCard(doc, card, at(1)));
	client.edit((doc) => addCard(doc, putAway, at(1)));
	client.edit((doc) => archiveCards(doc, [putAway.id], at(2)));
	await until(() => client.acks.at(-1) === 4);
	const boards = await practice.get<{ id: BoardId; lineage: LineageId }[]>('/api/boards', practice.manager);
	const { lineage } = boards.find(({ id }) => id === board)!;
	const restored = await ask('manager', 'POST', `/api/boards/${board}/restore`, { at: Date.now() });
	expect(restored.status).toBe(200);
	client.close();
	return { board, card: card.id as string, archived: putAway.id as string, lineage: lineage as string };
}

function addressOf(path: string, values: Record<string, string>): string {
	return path
		.replace('*', () => values['*']!)
		.replace(/:([a-z]+)/gi, (_, name: string) => {
			if (!values[name]) throw new Error(`the matrix does not know what stands for :${name}; name it in the line`);
			return encodeURIComponent(values[name].replace(/^\{(.*)\}$/, (_, key: string) => made[key]!));
		});
}

const bodyFor = ({ body }: Line, who: Who): unknown => (typeof body === 'function' ? body(who) : body);

/** A session of their own, in the state that theirs is in. */
async function freshCookie(who: Who): Promise<string> {
	if (who === 'nobody' || who === 'disabled') return cookies[who];
	const cookie = await practice.signIn(emailOf(who));
	if (who === 'locked') await ask(who, 'POST', '/api/session/lock', {}, cookie);
	return cookie;
}

const expected = ({ answers }: Line, who: Who) => {
	const named = Object.entries(answers).find(([, people]) => people.includes(who));
	return named ? Number(named[0]) : SIGNED_OUT.includes(who) ? 401 : 403;
};

test('[M2] every route has a line in the matrix, and every line a route', () => {
	expect(Object.keys(MATRIX).sort()).toEqual([...practice.routes].sort());
});

describe('who gets what', () => {
	test.each(Object.entries(MATRIX))('[M1] from %s', async (route, line) => {
		const [method = '', path = ''] = route.split(' ');
		const address = addressOf(path, { ...made, ...line.with });
		const answers: Record<string, number> = {};
		for (const who of EVERYBODY) {
			const cookie = line.endsSession ? await freshCookie(who) : cookies[who];
			const { status, text } = await ask(who, method, address, bodyFor(line, who), cookie);
			answers[who] = status;
			const reads = READS.includes(who) || (who === 'officer' && path.startsWith('/api/record'));
			if (!reads) expect(text, `${who} must not read the desk's cards`).not.toContain(CANARY[DESK]);
		}
		expect(answers).toEqual(Object.fromEntries(EVERYBODY.map((who) => [who, expected(line, who)])));
	});

	test.each(Object.entries(MATRIX).filter(([route]) => /:board\/.*:/.test(route)))(
		'[M3] from %s, for what belongs to another board',
		async (route, line) => {
			const [method = '', path = ''] = route.split(' ');
			const { status, text } = await ask(
				'desk',
				method,
				addressOf(path, { ...others, ...line.with }),
				bodyFor(line, 'desk')
			);
			expect(status).toBe(line.across);
			expect(text).not.toContain(CANARY.billing);
			expect(text).not.toContain(others.card);
		}
	);

	test('[M1] the list of boards names those that open, and no others', async () => {
		const open = async (who: Who) => idsIn((await ask(who, 'GET', '/api/boards')).text);
		expect(await open('manager')).toEqual([DESK, 'clinical-team', 'billing', 'management']);
		for (const who of ['desk', 'viewer'] as const) expect(await open(who)).toEqual([DESK]);
		expect(await open('billing')).toEqual(['billing']);
		for (const who of ['officer', 'none'] as const) expect(await open(who)).toEqual([]);
		const closed = async (who: Who) => idsIn((await ask(who, 'GET', '/api/emergency/boards')).text);
		expect(await closed('desk')).toEqual(['clinical-team', 'billing', 'management']);
		for (const who of ['manager', 'viewer', 'officer', 'none'] as const) expect(await closed(who)).toEqual([]);
		expect(await open('emergency')).toEqual(expect.arrayContaining([DESK, 'billing']));
	});
});

describe('a board’s socket', () => {
	/** How a connection ends, or what it may do: `read`, `edit`. */
	async function admitted(who: Who, board: string): Promise<string | number> {
		const client = await new RawClient(practice, board, cookies[who]).join();
		await until(() => client.mayEdit.length > 0 || client.closed !== null);
		client.close();
		if (client.closed !== null && !client.synced) {
			expect(client.heard).toEqual([]);
			return client.closed;
		}
		return client.mayEdit[0] ? 'edit' : 'read';
	}

	test.each(EVERYBODY)('[M1] opens as it should to %s', async (who) => {
		const signedOut = SIGNED_OUT.includes(who);
		const refused = signedOut ? 4401 : 4403;
		const desk = WRITES.includes(who) ? 'edit' : READS.includes(who) ? 'read' : refused;
		const billing = (['manager', 'billing', 'emergency'] as Who[]).includes(who) ? 'edit' : refused;
		const answers = [await admitted(who, DESK), await admitted(who, 'billing'), await admitted(who, 'no-board')];
		expect(answers, PEOPLE[who]).toEqual([desk, billing, signedOut ? 4401 : 4404]);
	});
});
