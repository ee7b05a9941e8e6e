import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Occurrence } from '#domain/activity/changes.ts';
import { observeActivity } from '#domain/activity/observe.ts';
import { blockCard, moveCard, setField } from '#domain/board/cards.ts';
import { writeFirstContent } from '#domain/board/columns.ts';
import { addComment } from '#domain/board/comments.ts';
import { DEPARTMENT_TEMPLATES } from '#domain/board/departments.ts';
import { findCard } from '#domain/board/queries.ts';
import { cardsOf, columnsOf, readComments, textOf } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { BoardId, CardId, CommentId, Due, Instant, LineageId, PersonId } from '#domain/ids.ts';
import { applyKept } from '../../src/lib/client/apply-kept.ts';
import { keptFrom } from '../../src/lib/client/keep.ts';
import { dropKept, keepEdits, keptEditsOf } from '../../src/lib/client/kept-store.ts';
import type { KeptEdit } from '../../src/lib/client/kept-edits.ts';
import type { UnsentEdit } from '../../src/lib/client/unsent.ts';
import { CALL, DOING, FAX, INBOX, NOW, putCard } from './desk.ts';
import { ANA, freshDevice } from './device.ts';

const FRONT_DESK = 'front-desk' as BoardId;
const ME = ANA.person;

function board(): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = 1;
	writeFirstContent(doc, DEPARTMENT_TEMPLATES['front-desk']);
	putCard(doc, CALL, 'Call back');
	editText(doc, CALL, 'description', 'Left a voicemail.');
	return doc;
}

function copyOf(doc: Y.Doc, client: number): Y.Doc {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	copy.clientID = client;
	return copy;
}

/** What a person did on a replica that the server will not have, as it is kept. */
function keptAfter(edit: (mine: Y.Doc) => void, doc = board()): KeptEdit[] {
	const mine = copyOf(doc, 50);
	const unsent: UnsentEdit[] = [];
	observeActivity(mine, (occurrences: readonly Occurrence[], { local, beforeState, afterState }) => {
		if (!local) return;
		const clocks = { client: 50, from: beforeState.get(50) ?? 0, to: afterState.get(50) ?? 0 };
		const at = (NOW + unsent.length) as Instant;
		unsent.push({ key: `50.${unsent.length}`, at, occurrences, moves: [], clocks });
	});
	edit(mine);
	return keptFrom(mine, unsent, { board: FRONT_DESK, lineage: 'l1' as LineageId });
}

const type = (doc: Y.Doc, field: 'title' | 'description', words: string, at?: number) => {
	for (const [i, letter] of [...words].entries()) {
		const text = textIn(doc, field);
		const caret = (at ?? text.length - i) + i;
		editText(doc, CALL, field, text.slice(0, caret) + letter + text.slice(caret), caret + 1);
	}
};

const textIn = (doc: Y.Doc, field: 'title' | 'description', card = CALL) =>
	textOf(cardsOf(doc).get(card)!, field)!.toString();
const apply = (doc: Y.Doc, edit: KeptEdit | undefined) => applyKept(doc, edit!, ME, NOW);

describe('what is kept', () => {
	test('[C17] each thing once, as it was in the end', () => {
		const kept = keptAfter((mine) => {
			moveCard(mine, CALL, DOING, 'bottom', NOW);
			moveCard(mine, CALL, 'done' as typeof DOING, 'top', NOW);
			setField(mine, CALL, 'due', '2026-03-04' as Due);
			setField(mine, CALL, 'due', '2026-03-05T12:00' as Due);
			blockCard(mine, CALL, 'No card on file', NOW);
			addComment(mine, CALL, { id: 'k1' as CommentId, author: ME, text: 'Rang twice' }, NOW);
		});
		expect(kept.map(({ card, cardTitle, what, applicable }) => ({ card, cardTitle, what, applicable }))).toMatchObject(
			[
				{ kind: 'move', to: { id: 'done', title: 'Done' } },
				{ kind: 'field', field: 'due', to: '2026-03-05T12:00' },
				{ kind: 'blocked', reason: 'No card on file' },
				{ kind: 'comment', id: 'k1', author: ME, at: NOW, text: 'Rang twice' }
			].map((what) => ({ card: CALL, cardTitle: 'Call back', what, applicable: true }))
		);
		expect(kept.map(({ text }) => text)).toEqual(['Done', '2026-03-05T12:00', 'No card on file', 'Rang twice']);
	});

	test('[C17] a new card whole, with everything that was done to it since', () => {
		const kept = keptAfter((mine) => {
			putCard(mine, FAX, 'Fax the plan');
			moveCard(mine, FAX, DOING, 'bottom', NOW);
			setField(mine, FAX, 'patient', 'JD 4711');
			editText(mine, FAX, 'description', 'To Dr. Weiss');
			addComment(mine, FAX, { id: 'k1' as CommentId, author: ME, text: 'Engaged' }, NOW);
		});
		expect(kept).toMatchObject([
			{
				card: FAX,
				cardTitle: 'Fax the plan',
				text: 'Fax the plan\n\nTo Dr. Weiss\n\nEngaged',
				what: { kind: 'new-card', column: { id: DOING }, fields: { patient: 'JD 4711', owner: ME } }
			}
		]);
	});

	test('[C17] what was taken back is no loss', () => {
		const kept = keptAfter((mine) => {
			setField(mine, CALL, 'due', '2026-03-04' as Due);
			setField(mine, CALL, 'due', '2026-03-02' as Due);
			type(mine, 'title', '!');
			editText(mine, CALL, 'title', 'Call back');
		});
		expect(kept).toEqual([]);
	});

	test('[C17] what has no operation to do it again can still be read', () => {
		const kept = keptAfter((mine) => columnsOf(mine).get(INBOX)!.set('title', 'New'));
		expect(kept).toMatchObject([{ card: null, applicable: false, what: { kind: 'other' } }]);
	});

	test('[C17] the words that were typed, without a colleague’s that came between', () => {
		const doc = board();
		const [kept] = keptAfter((mine) => {
			type(mine, 'description', ' Try');
			const colleague = copyOf(doc, 60);
			editText(colleague, CALL, 'description', 'Monday: Left a voicemail at noon.', 8);
			Y.applyUpdate(mine, Y.encodeStateAsUpdate(colleague));
			const end = textIn(mine, 'description').indexOf(' Try') + 4;
			type(mine, 'description', ' again', end);
		}, doc);
		expect(kept?.what).toMatchObject({ kind: 'text', before: null, typed: 'Try again' });
	});
});

describe('doing it again', () => {
	test('[C18] a text that nobody touched becomes what its author saw', () => {
		const [kept] = keptAfter((mine) => {
			type(mine, 'description', ' Try again', 17);
			editText(mine, CALL, 'description', textIn(mine, 'description').replace('Left a', 'Got no'), 6);
		});
		const today = board();
		expect(apply(today, kept)).toEqual({ ok: true, value: CALL });
		expect(textIn(today, 'description')).toBe('Got no voicemail. Try again');
	});

	test('[C18] a text that reads otherwise gets the author’s words at its end, and once only', () => {
		const [kept] = keptAfter((mine) => type(mine, 'description', ' Try again'));
		const today = board();
		editText(today, CALL, 'description', 'They called us.');
		for (const _again of [1, 2]) {
			expect(apply(today, kept).ok).toBe(true);
			expect(textIn(today, 'description')).toBe('They called us.\nTry again');
		}
	});

	test('[C18] a title goes on in its line', () => {
		const [kept] = keptAfter((mine) => type(mine, 'title', ' today'));
		const today = board();
		editText(today, CALL, 'title', 'Ring back');
		apply(today, kept);
		expect(textIn(today, 'title')).toBe('Ring back today');
	});

	test('[C18] words that were only taken out cannot be taken out of another text', () => {
		const [kept] = keptAfter((mine) => editText(mine, CALL, 'description', 'Left.'));
		const today = board();
		editText(today, CALL, 'description', 'They called us.');
		expect(apply(today, kept)).toEqual({ ok: false, refusal: { code: 'cannot-repeat' } });
		expect(textIn(today, 'description')).toBe('They called us.');
	});

	test('[C18] moves, fields, blocks and comments go through the board’s operations', () => {
		const kept = keptAfter((mine) => {
			moveCard(mine, CALL, DOING, 'bottom', NOW);
			setField(mine, CALL, 'owner', 'ben' as PersonId);
			blockCard(mine, CALL, 'No card on file', NOW);
			addComment(mine, CALL, { id: 'k1' as CommentId, author: ME, text: 'Rang twice' }, NOW);
		});
		const today = board();
		for (const edit of [...kept, ...kept]) expect(apply(today, edit)).toEqual({ ok: true, value: CALL });
		expect(findCard(today, CALL)).toMatchObject({
			place: { column: DOING },
			owner: 'ben',
			blocked: { reason: 'No card on file' },
			comments: 1
		});
	});

	test('[C18] a new card comes back whole, once, and into the first column when its own is gone', () => {
		const [kept] = keptAfter((mine) => {
			putCard(mine, FAX, 'Fax the plan');
			moveCard(mine, FAX, DOING, 'bottom', NOW);
			editText(mine, FAX, 'description', 'To Dr. Weiss');
			addComment(mine, FAX, { id: 'k1' as CommentId, author: ME, text: 'Engaged' }, NOW);
		});
		const today = board();
		columnsOf(today).delete(DOING);
		for (const _again of [1, 2]) expect(apply(today, kept)).toEqual({ ok: true, value: FAX });
		expect(findCard(today, FAX)).toMatchObject({ title: 'Fax the plan', owner: ME, place: { column: INBOX } });
		expect(textIn(today, 'description', FAX)).toBe('To Dr. Weiss');
		expect(readComments(cardsOf(today).get(FAX)!)).toMatchObject([{ id: 'k1', text: 'Engaged' }]);
	});

	test('[C18] a refusal of today’s board is passed on', () => {
		const [kept] = keptAfter((mine) => setField(mine, CALL, 'patient', 'JD 4711'));
		const today = board();
		cardsOf(today).delete(CALL);
		expect(apply(today, kept)).toEqual({ ok: false, refusal: { code: 'card-gone', card: CALL as CardId } });
	});
});

describe('on disk', () => {
	beforeEach(freshDevice);

	test('[C17] kept twice is kept once, and whoever knows more of it stays', async () => {
		const short = keptAfter((mine) => type(mine, 'title', ' to'));
		const long = keptAfter((mine) => type(mine, 'title', ' today'));
		await keepEdits(ANA, long);
		await keepEdits(ANA, short);
		expect(await keptEditsOf(ANA, FRONT_DESK)).toEqual(long);
		expect(await keptEditsOf(ANA, 'billing' as BoardId)).toEqual([]);
		await dropKept(ANA, long[0]!.id);
		expect(await keptEditsOf(ANA, null)).toEqual([]);
	});
});
