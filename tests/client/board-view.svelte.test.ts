import fc from 'fast-check';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { moveCard, setField } from '#domain/board/cards.ts';
import { writeFirstContent } from '#domain/board/columns.ts';
import { addComment } from '#domain/board/comments.ts';
import { DEPARTMENT_TEMPLATES } from '#domain/board/departments.ts';
import { cardsOf, columnsOf, metaOf } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { CommentId, Instant } from '#domain/ids.ts';
import { Awareness } from 'y-protocols/awareness';
import { BoardView } from '../../src/lib/client/board-view.svelte.ts';
import { PracticeClock } from '../../src/lib/client/clock.svelte.ts';
import { Presence } from '../../src/lib/client/presence.svelte.ts';
import { CALL, DOING, DONE, FAX, INBOX, NOW, putCard } from './desk.ts';
import { ANA, BEN } from './device.ts';

let doc: Y.Doc;
let view: BoardView;
const stops: (() => void)[] = [];

beforeEach(() => {
	doc = new Y.Doc();
	writeFirstContent(doc, DEPARTMENT_TEMPLATES['front-desk']);
	putCard(doc, CALL, 'Call back');
	putCard(doc, FAX, 'Fax the plan');
	view = new BoardView(doc);
});

afterEach(() => {
	for (const stop of stops.splice(0)) stop();
	vi.useRealTimers();
});

/** Reads as a component does; the array grows by one value for each time it has to read again. */
function reads<T>(read: () => T): T[] {
	const values: T[] = [];
	const stop = $effect.root(() => {
		$effect(() => void values.push(read()));
	});
	stops.push(stop);
	flushSync();
	return values;
}

describe('a screen reads the document', () => {
	test('[C22] and reads it again when a peer changed it', () => {
		const titles = reads(() => view.cardsByColumn.get(INBOX)!.map(({ title }) => title));
		const peer = new Y.Doc();
		Y.applyUpdate(peer, Y.encodeStateAsUpdate(doc));
		editText(peer, CALL, 'title', 'Call back today');
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(peer));
		flushSync();
		expect(titles).toEqual([
			['Call back', 'Fax the plan'],
			['Call back today', 'Fax the plan']
		]);
	});

	test('[C22] every part of it: columns, title, one card, its texts and comments', () => {
		const columns = reads(() => view.columns[0]?.title);
		const title = reads(() => view.title);
		const owner = reads(() => view.card(CALL)?.owner);
		const description = reads(() => view.text(CALL, 'description'));
		const comments = reads(() => view.comments(CALL).map(({ text }) => text));
		columnsOf(doc).get(INBOX)!.set('title', 'New');
		metaOf(doc).set('title', 'Desk');
		setField(doc, CALL, 'owner', BEN.person);
		editText(doc, CALL, 'description', 'Rang twice');
		addComment(doc, CALL, { id: 'k1' as CommentId, author: ANA.person, text: 'Engaged' }, NOW);
		flushSync();
		expect([columns, title, owner, description, comments].map((values) => values.at(-1))).toEqual([
			'New',
			'Desk',
			'ben',
			'Rang twice',
			['Engaged']
		]);
	});

	test('[C22] without an effect around it, it is still up to date', () => {
		expect(view.card(CALL)?.owner).toBe('ana');
		setField(doc, CALL, 'owner', BEN.person);
		expect(view.card(CALL)?.owner).toBe('ben');
		expect(view.card('gone' as typeof CALL)).toBe(null);
		putCard(doc, 'gone' as typeof CALL, 'Back');
		expect(view.card('gone' as typeof CALL)?.title).toBe('Back');
		cardsOf(doc).delete(CALL);
		expect([view.card(CALL), view.comments(CALL), view.text(CALL, 'title')]).toEqual([null, [], '']);
	});

	test('[C22] what an edit did not touch stays the same object', () => {
		moveCard(doc, FAX, DOING, 'bottom', NOW);
		const [columns, call, groups] = [view.columns, view.card(CALL), view.cardsByColumn];
		const [inbox, doing] = [groups.get(INBOX), groups.get(DOING)];
		setField(doc, FAX, 'priority', 'urgent');
		expect(view.columns).toBe(columns);
		expect(view.card(CALL)).toBe(call);
		expect(view.cardsByColumn.get(INBOX)).toBe(inbox);
		expect(view.cardsByColumn.get(DOING)).not.toBe(doing);
	});

	test('[C22] an edit of one card of many reads one card', () => {
		for (let i = 0; i < 50; i += 1) putCard(doc, `c${i}` as typeof CALL, `Card ${i}`);
		reads(() => view.cardsByColumn);
		setField(doc, CALL, 'priority', 'urgent');
		const reading = vi.spyOn(Y.Text.prototype as { toString(): string }, 'toString');
		flushSync();
		expect(reading.mock.calls.length).toBe(1);
		reading.mockRestore();
	});

	test('[C22] what it puts in order edit by edit is what reading it all anew gives', () => {
		const cards = Array.from({ length: 30 }, (_, i) => `c${i}` as typeof CALL);
		for (const id of cards) putCard(doc, id, `Card ${id}`);
		const edit = fc.record({ card: fc.constantFrom(...cards), other: fc.constantFrom(...cards), way: fc.nat(4) });
		fc.assert(
			fc.property(fc.array(edit, { minLength: 10, maxLength: 40, size: 'max' }), (edits) => {
				for (const { card, other, way } of edits) {
					if (way === 0) moveCard(doc, card, INBOX, { before: other }, NOW);
					else if (way === 1) moveCard(doc, card, DOING, { after: other }, NOW);
					else if (way === 2) cardsOf(doc).get(card)!.set('archived', NOW);
					else if (way === 3) cardsOf(doc).get(card)!.delete('archived');
					else
						cardsOf(doc)
							.get(card)!
							.set('place', { ...view.card(card)!.place, column: 'gone' });
					if (way !== 4) expect(view.cardsByColumn.size).toBe(view.columns.length);
				}
				const anew = new BoardView(doc);
				expect(view.cardsByColumn).toEqual(anew.cardsByColumn);
				anew.close();
			}),
			{ numRuns: 50 }
		);
	});

	test('[C22] a column that vanished sends its cards to the first', () => {
		moveCard(doc, FAX, DONE, 'bottom', NOW);
		const first = reads(() => view.cardsByColumn.get(INBOX)!.length);
		columnsOf(doc).delete(DONE);
		flushSync();
		expect(first).toEqual([1, 2]);
	});

	test('[C22] a closed view follows no more', () => {
		const columns = view.columns;
		view.close();
		columnsOf(doc).get(INBOX)!.set('title', 'New');
		expect(view.columns).toBe(columns);
	});
});

describe('a screen reads who is here', () => {
	const me = { id: ANA.person, name: 'Ana', colour: 2 };
	const ben = { id: BEN.person, name: 'Ben', colour: 3 };

	test('[C16] each person once on each card, whatever the number of tabs, and nothing that makes no sense', () => {
		const awareness = new Awareness(doc);
		stops.push(() => awareness.destroy());
		const presence = new Presence(awareness, me, null);
		const lists = reads(() => presence.list.map(({ person, card, you }) => `${person.name} ${card} ${you}`));
		const states: unknown[] = [
			{ person: ben, card: CALL },
			{ person: ben, card: CALL },
			{ person: ben, card: null },
			{ person: me, card: FAX },
			{ card: CALL },
			{ person: { id: 5 } }
		];
		states.forEach((state, i) => awareness.states.set(1_000 + i, state as object));
		awareness.emit('change', [{ added: [1_000], updated: [], removed: [] }, 'test']);
		flushSync();
		expect(lists).toEqual([
			['Ana null true'],
			['Ana null true', `Ana ${FAX} true`, `Ben ${CALL} false`, 'Ben null false']
		]);
	});
});

describe('a screen reads the clock', () => {
	test('[C22] it turns with the minute, in the practice’s time', () => {
		vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 12, 1, 30) as Instant });
		const clock = new PracticeClock('America/New_York');
		const times = reads(() => clock.now);
		vi.advanceTimersByTime(31_000);
		flushSync();
		vi.advanceTimersByTime(60_000);
		flushSync();
		expect(times).toEqual(['2026-03-02T07:01', '2026-03-02T07:02', '2026-03-02T07:03']);
	});
});
