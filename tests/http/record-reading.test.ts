import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addCard, setField } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import type { RecordEntry } from '#domain/activity/events.ts';
import type { CardId, CommentId, PersonId } from '#domain/ids.ts';
import { at, INBOX, newCard } from '../domain/board.ts';
import { openPractice, provider, until, type Practice } from '../sync/practice.ts';

interface Page {
	readonly entries: RecordEntry[];
	readonly next: number | null;
	readonly cards: { id: string; title: string }[];
	readonly boards: { id: string; title: string }[];
	readonly devices: Record<string, string>;
}

const FORMULAS = ['=HYPERLINK("http://x","y")', '+1+1', '-2+3', '@SUM(A1)', '\tx', 'it\'s; "quoted", and\nbroken'];

let practice: Practice;
let ana: { cookie: string; id: PersonId };
let officer: { cookie: string; id: PersonId };
const cards: CardId[] = [];

/** Ana's cards: the first two of one patient, the second's reference put right since; Olga, who opens no board, reads. */
beforeAll(async () => {
	practice = await openPractice();
	ana = await colleague('Ana', { role: 'staff', departments: ['front-desk', 'billing'] });
	officer = await colleague('Olga', { role: 'none', departments: [], privacyOfficer: true });
	const desk = provider(practice, 'front-desk', ana.cookie);
	await desk.synced;
	const origin = { kind: 'person' as const, person: ana.id, at: at(1) };
	for (const [i, patient] of ['J.M. 0471', ' j.m. 0471', 'K.L.', 'K.L.', 'K.L.', 'K.L.'].entries()) {
		const card = newCard(`r${i}`, { column: INBOX, origin, patient, title: FORMULAS[i]! });
		addCard(desk.doc, card, at(1));
		cards.push(card.id);
	}
	setField(desk.doc, cards[1]!, 'patient', 'K.L.');
	const comment = { id: 'k1' as CommentId, author: ana.id, text: FORMULAS[0]! };
	addComment(desk.doc, cards[0]!, comment, at(1));
	desk.provider.awareness.setLocalState({ card: cards[0] });
	await until(
		() => practice.base.db.prepare('SELECT 1 FROM activity WHERE kind = ?').get('comment-added') !== undefined
	);
	practice.base.witness.flush();
	await until(() => (practice.base.witness.flush(), count('card-read') === 1));
	desk.provider.destroy();
});
afterAll(() => practice.close());

async function colleague(name: string, rights: { role: string; departments: string[]; privacyOfficer?: boolean }) {
	const cookie = await practice.invite({ name, email: `${name.toLowerCase()}@harbor.test`, ...rights });
	const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', cookie);
	return { cookie, id: person.id };
}

function count(kind: string): number {
	return practice.base.db.prepare<[string], number>('SELECT count(*) FROM activity WHERE kind = ?').pluck().get(kind)!;
}

const ask = (path: string, body: object, cookie: string) => {
	const headers = { cookie, 'content-type': 'application/json' };
	return fetch(`${practice.url}/api/record/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
};
const read = async (choice: object = {}, cookie = officer.cookie): Promise<Page> =>
	(await (await ask('search', choice, cookie)).json()) as Page;
const kinds = ({ entries }: Page) => entries.map(({ change }) => change.kind);
const status = async (path: string, body: object, cookie: string) => (await ask(path, body, cookie)).status;

describe('who may read', () => {
	test('[R6] managers and privacy officers read the record, others do not', async () => {
		expect(kinds(await read({}, practice.manager))).toContain('practice-founded');
		expect(kinds(await read())).toContain('practice-founded');
		for (const path of ['search', 'csv', 'patient-cards']) {
			expect([await status(path, {}, ana.cookie), await status(path, {}, '')]).toEqual([403, 401]);
		}
	});

	test('[R6] everybody reads their own part, without boards that they no longer open', async () => {
		const mine = async () => (await (await ask('mine', {}, ana.cookie)).json()) as Page;
		const before = await mine();
		expect(before.entries.every(({ person }) => person === ana.id)).toBe(true);
		expect(kinds(before)).toEqual(expect.arrayContaining(['person-joined', 'signed-in', 'card-created', 'card-read']));
		const body = JSON.stringify({ departments: ['billing'] });
		const headers = { cookie: practice.manager, 'content-type': 'application/json' };
		const moved = await fetch(`${practice.url}/api/people/${ana.id}`, { method: 'PATCH', headers, body });
		expect(moved.status).toBe(200);
		const after = await mine();
		expect(kinds(after)).toEqual(expect.arrayContaining(['person-changed', 'signed-in']));
		expect(kinds(after)).not.toContain('card-created');
		expect(after.cards).toEqual([]);
		const titles = (page: Page) => page.boards.map(({ id }) => id).sort();
		expect(titles(before)).toEqual(['billing', 'front-desk']);
		expect(titles(after)).toEqual(['billing']);
	});
});

describe('what is found', () => {
	test('[R7] each choice shows what fits, the newest first, with what it names', async () => {
		const all = await read({ person: ana.id });
		expect(all.entries.map(({ seq }) => seq)).toEqual(all.entries.map(({ seq }) => seq).sort((a, b) => b - a));
		expect(new Set(kinds(await read({ person: ana.id, kind: 'reads' })))).toEqual(
			new Set(['card-read', 'board-opened'])
		);
		expect(kinds(await read({ card: cards[0], kind: 'changes' }))).toEqual(['comment-added', 'card-created']);
		expect(kinds(await read({ kind: 'people' }))).toContain('person-invited');
		const opened = all.entries.find(({ change }) => change.kind === 'board-opened')!;
		expect(opened).toMatchObject({ board: 'front-desk', source: '127.0.0.1' });
		expect(all.cards).toContainEqual(expect.objectContaining({ id: cards[0], title: FORMULAS[0] }));
		expect(all.devices[opened.device!]).toBeTruthy();
		for (const wrong of [{ kind: 'else' }, { person: "' OR 1" }, { from: 'today' }, { patient: 'x'.repeat(300) }]) {
			expect(await status('search', wrong, officer.cookie)).toBe(422);
		}
	});

	test('[R7] times count by the clock, and a page goes on where the last one ended', async () => {
		const all = (await read()).entries;
		const [newest, oldest] = [all[0]!, all.at(-1)!];
		const between = (from: number, until: number) => read({ from, until });
		const within = ({ entries }: Page) => entries.map(({ seq }) => seq);
		expect(within(await between(0, oldest.at))).toEqual([]);
		expect(within(await between(oldest.at, oldest.at + 1))).toContain(oldest.seq);
		expect(within(await between(newest.at + 60_000, newest.at + 70_000))).toEqual([]);
		const below = await read({ before: all[3]!.seq });
		expect(below.entries[0]!.seq).toBe(all[4]!.seq);
		expect(below.next).toBeNull();
	});

	test('[R8] a patient’s reference leads to every card that ever had it, and to who read and changed them', async () => {
		const answer = await ask('patient-cards', { patient: 'J.m. 0471' }, officer.cookie);
		const found = (await answer.json()) as { id: string }[];
		expect(found.map(({ id }) => id).sort()).toEqual(cards.slice(0, 2).sort());
		practice.base.db.prepare('DELETE FROM cards WHERE id = ?').run(cards[1]);
		const told = await read({ patient: 'j.m. 0471' });
		expect(new Set(told.entries.map(({ card }) => card))).toEqual(new Set(cards.slice(0, 2)));
		expect(kinds(told)).toEqual(expect.arrayContaining(['card-read', 'comment-added', 'patient-changed']));
		expect(kinds(await read({ patient: 'J.M. 0471', kind: 'reads' }))).toEqual(['card-read']);
		expect(kinds(await read({ patient: 'nobody’s' }))).toEqual([]);
	});
});

test('[R9] an export has every line and nothing that a spreadsheet runs, and is recorded with its count', async () => {
	const answer = await ask('csv', { kind: 'changes' }, officer.cookie);
	expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
	expect([answer.headers.get('cache-control'), answer.headers.get('content-disposition')]).toEqual([
		'no-store',
		'attachment; filename="daybreak-record.csv"'
	]);
	const rows = cellsOf(await answer.text());
	const expected = practice.base.db.prepare(
		"SELECT count(*) FROM activity WHERE kind LIKE 'c%-%' AND card IS NOT NULL"
	);
	expect(rows.length - 1).toBeGreaterThanOrEqual((expected.pluck().get() as number) - 1);
	expect(rows.every((row) => row.length === rows[0]!.length)).toBe(true);
	for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
	const titles = rows.map((row) => row[rows[0]!.indexOf('card title')]);
	for (const title of FORMULAS.slice(0, 1)) expect(titles).toContain(`'${title}`);
	const [exported] = (await read({ kind: 'reads' })).entries.filter(({ change }) => change.kind === 'exported');
	expect(exported).toMatchObject({
		person: officer.id,
		change: { count: rows.length - 1, choice: { kind: 'changes' } }
	});
	practice.base.witness.flush();
	expect(count('record-read')).toBeGreaterThan(5);
});

test('[R9] whoever asks for a later page first, or for a patient’s cards alone, has read the record all the same', async () => {
	const { witness } = practice.base;
	const readings = () => (witness.flush(), count('record-read'));
	const before = readings();
	await read({ person: ana.id, from: 1, before: Number.MAX_SAFE_INTEGER });
	expect(readings()).toBe(before + 1);
	await ask('patient-cards', { patient: 'Z.Z. 9' }, officer.cookie);
	expect(readings()).toBe(before + 2);
});

/** As a spreadsheet takes RFC 4180. */
function cellsOf(csv: string): string[][] {
	const rows: string[][] = [[]];
	for (const [, quoted, plain, end] of csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
		rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
		if (end === '\r\n') rows.push([]);
	}
	return rows.filter((row) => row.length > 1);
}
