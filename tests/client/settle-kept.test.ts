import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { ColumnNamed } from '#domain/activity/changes.ts';
import { blockCard, moveCard, setField } from '#domain/board/cards.ts';
import { writeFirstContent } from '#domain/board/columns.ts';
import { DEPARTMENT_TEMPLATES } from '#domain/board/departments.ts';
import { findCard } from '#domain/board/queries.ts';
import { editText } from '#domain/board/text.ts';
import type { CommentId, Due, LineageId } from '#domain/ids.ts';
import type { KeptChange, KeptEdit } from '../../src/lib/client/kept-edits.ts';
import { lineageEnds, settleKept } from '../../src/lib/client/settle-kept.ts';
import { FRONT_DESK } from './board-server.ts';
import { CALL, DOING, FAX, INBOX, NOW, putCard, WAITING } from './desk.ts';
import { ANA } from './device.ts';

const OLD = 'l1' as LineageId;
const TODAY = 'l2' as LineageId;

function board(): Y.Doc {
	const doc = new Y.Doc();
	writeFirstContent(doc, DEPARTMENT_TEMPLATES['front-desk']);
	putCard(doc, CALL, 'Call back');
	return doc;
}

function kept(what: KeptChange, changes: Partial<KeptEdit> = {}): KeptEdit {
	const clocks = [{ client: 5, from: 10, to: 12 }];
	const shown = { cardTitle: 'Call back', text: '', applicable: true, at: NOW };
	return { id: 'e1', board: FRONT_DESK, lineage: OLD, clocks, card: CALL, what, ...shown, ...changes };
}

/** Settles one edit on today's board; `had` is how far the retired lineage had got with the edit's client. */
function settles(edit: KeptEdit, doc: Y.Doc, had: number | null = 10): boolean {
	const ends = had === null ? new Map() : new Map([[OLD, new Map([[5, had]])]]);
	return settleKept([edit], ends, { doc, lineage: TODAY, me: ANA.person, now: NOW }).length === 1;
}

const column = (id: typeof INBOX): ColumnNamed => ({ id, title: id, kind: 'todo' });
const MOVE: KeptChange = { kind: 'move', from: column(INBOX), to: column(DOING) };
const DUE: KeptChange = { kind: 'field', field: 'due', from: '2026-03-02' as Due, to: '2026-03-04' as Due };
const BLOCK: KeptChange = { kind: 'blocked', from: null, reason: 'No card on file' };
const TITLE: KeptChange = {
	kind: 'text',
	field: 'title',
	before: 'Call back',
	after: 'Call back today',
	typed: 'today'
};
const COMMENT: KeptChange = { kind: 'comment', id: 'k1' as CommentId, author: ANA.person, at: NOW, text: 'Engaged' };

describe('what nobody has touched since', () => {
	test.each<[string, KeptChange, object]>([
		['move', MOVE, { place: { column: DOING } }],
		['field', DUE, { due: '2026-03-04' }],
		['block', BLOCK, { blocked: { reason: 'No card on file' } }],
		['text', TITLE, { title: 'Call back today' }],
		['comment', COMMENT, { comments: 1 }]
	])('[C25] is repeated, and once only: %s', (_kind, what, result) => {
		const doc = board();
		expect([settles(kept(what), doc), settles(kept(what), doc)]).toEqual([true, true]);
		expect(findCard(doc, CALL)).toMatchObject(result);
	});

	test.each<[string, KeptChange, (doc: Y.Doc) => void]>([
		['move', MOVE, (doc) => moveCard(doc, CALL, WAITING, 'bottom', NOW)],
		['field', DUE, (doc) => setField(doc, CALL, 'due', '2026-03-09' as Due)],
		['block', BLOCK, (doc) => blockCard(doc, CALL, 'Away', NOW)],
		['text', TITLE, (doc) => editText(doc, CALL, 'title', 'Ring back')],
		['anything on a card that is gone', COMMENT, (doc) => doc.getMap('cards').delete(CALL)],
		['what has no operation', { kind: 'other', change: { kind: 'card-removed', title: '' } }, () => undefined]
	])('[C25] else it waits for its author: %s', (_kind, what, since) => {
		const doc = board();
		since(doc);
		const before = findCard(doc, CALL);
		expect(settles(kept(what), doc)).toBe(false);
		expect(findCard(doc, CALL)).toEqual(before);
	});
});

describe('what the retired lineage had', () => {
	test('[C25] is no loss, and is not done twice', () => {
		const doc = board();
		expect(settles(kept(MOVE), doc, 12)).toBe(true);
		expect(findCard(doc, CALL)?.place.column).toBe(INBOX);
	});

	test('[C25] had only in part is not had', () => {
		const doc = board();
		expect(settles(kept(MOVE), doc, 11)).toBe(true);
		expect(findCard(doc, CALL)?.place.column).toBe(DOING);
	});

	test('[C25] cannot be told of an edit that only took away: it is repeated', () => {
		const doc = board();
		const clear: KeptChange = { kind: 'blocked', from: 'Away', reason: null };
		blockCard(doc, CALL, 'Away', NOW);
		expect(settles(kept(clear, { clocks: [{ client: 5, from: 3, to: 3 }] }), doc)).toBe(true);
		expect(findCard(doc, CALL)?.blocked).toBe(null);
	});

	test('[C25] is not known any more: everything waits', () => {
		expect(settles(kept(MOVE), board(), null)).toBe(false);
	});

	test('[C25] a refused edit, made on this very lineage, is never repeated by itself', async () => {
		const doc = board();
		const today = { doc, lineage: TODAY, me: ANA.person, now: NOW };
		const refused = kept(MOVE, { lineage: TODAY });
		const ends = await lineageEnds([refused], today, () => Promise.reject(new Error('not asked')));
		expect(settleKept([refused], ends, today)).toEqual([]);
		const arrived = kept(MOVE, { lineage: TODAY, clocks: [{ client: doc.clientID, from: 0, to: 1 }] });
		expect(settleKept([arrived], ends, today)).toEqual([arrived]);
		expect(findCard(doc, FAX)).toBe(null);
	});
});
