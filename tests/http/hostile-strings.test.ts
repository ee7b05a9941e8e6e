import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { cardsOf, readCard } from '#domain/board/schema.ts';
import type { PersonId } from '#domain/ids.ts';
import { firstBrokenRow } from '../../server/adapters/sqlite/record.ts';
import { csvRow } from '../../server/features/record/csv.ts';
import { createLog } from '../../server/ops/log.ts';
import { asTitle, writeHostileCards } from '../setup/hostile-board.ts';
import { HOSTILE_STRINGS } from '../setup/hostile-strings.ts';
import { openPractice as openServer, provider, until } from '../sync/practice.ts';
import { openPractice } from './house.ts';

/** Too short or too plain to tell whether they were repeated. */
const TELLING = HOSTILE_STRINGS.filter(
	(text) => text.trim().length > 8 && text !== 'undefined' && text !== 'prototype'
);

test('[H17] what is typed into a form is kept as it is or refused, and neither log nor answer repeats it', async () => {
	const said: string[] = [];
	const sink = new Writable({ write: (chunk, _, done) => (said.push(String(chunk)), done()) });
	const { maria, db } = await openPractice({ log: createLog(sink, 'debug') });
	for (const [i, text] of HOSTILE_STRINGS.entries()) {
		const guest = { name: text, email: `h${i}@practice.test`, role: 'staff', departments: ['billing'] };
		const answers = [
			await maria.post('/api/invitations', guest),
			await maria.post('/api/invitations', { ...guest, name: 'A', email: text }),
			await maria.post('/api/invitations', { ...guest, name: 'A', role: text, departments: [text] }),
			await maria.post('/api/invitations/open', { token: text }),
			await maria.post('/api/record/search', { person: text, patient: text, kind: text }),
			await maria.get(`/api/boards/${encodeURIComponent(text)}/cards/${encodeURIComponent(text)}/history`)
		];
		for (const { status, text: answer } of answers) {
			expect([text, status, status < 500]).toEqual([text, status, true]);
			if (status >= 400 && TELLING.includes(text)) expect(JSON.parse(answer).title).not.toContain(text);
		}
		const [invited] = answers;
		if (invited!.status !== 201) continue;
		const { body } = await maria.get('/api/invitations');
		expect(body.find(({ email }: { email: string }) => email === guest.email).name).toBe(text.trim());
	}
	expect(said.length).toBeGreaterThan(500);
	for (const line of said) expect(line.trim().split('\n')).toHaveLength(1);
	for (const text of TELLING) expect(said.join('')).not.toContain(JSON.stringify(text).slice(1, -1));
	expect(firstBrokenRow(db)).toBeNull();
	expect(({} as { hostile?: number }).hostile).toBeUndefined();
});

test('[H17] what is typed on a board comes out as it went in: in the document, the rows, the history and the record', async () => {
	const practice = await openServer();
	const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', practice.manager);
	const desk = provider(practice, 'front-desk', practice.manager);
	await desk.synced;
	const ids = writeHostileCards(desk.doc, person.id);
	const rows = () => practice.base.db.prepare('SELECT id, title FROM cards').raw().all() as [string, string][];
	await until(() => rows().length === ids.length);
	const titles = new Map(rows());
	const newcomer = provider(practice, 'front-desk', practice.manager);
	await newcomer.synced;
	for (const [i, id] of ids.entries()) {
		const text = HOSTILE_STRINGS[i]!;
		const card = readCard(id, cardsOf(newcomer.doc).get(id)!);
		expect([card.title, titles.get(id)]).toEqual([asTitle(text), asTitle(text)]);
		const path = `/api/boards/front-desk/cards/${id}/history`;
		const history = await practice.get<{ change: Record<string, unknown> }[]>(path, practice.manager);
		const comment = history.find(({ change }) => change.kind === 'comment-added')!;
		expect(String(comment.change.text).trim()).toBe(text.trim());
	}
	expect(firstBrokenRow(practice.base.db)).toBeNull();
	for (const { provider: open } of [desk, newcomer]) open.destroy();
	await practice.close();
});

test('[H17] a cell of a file begins with nothing that a spreadsheet runs, and holds the whole text', () => {
	for (const text of HOSTILE_STRINGS) {
		const row = csvRow(['a', text, 'z']);
		const cell = /^a,(?:"((?:[^"]|"")*)"|([^",\r\n]*)),z\r\n$/.exec(row);
		const read = (cell?.[1]?.replaceAll('""', '"') ?? cell?.[2])!;
		expect(read).not.toMatch(/^[=+\-@\t\r]/);
		expect(read.replace(/^'(?='*[=+\-@\t\r])/, '')).toBe(text);
	}
});
