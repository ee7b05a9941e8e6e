import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Change, Occurrence } from '#domain/activity/changes.ts';
import { observeActivity } from '#domain/activity/observe.ts';
import { blockCard, finishCard, moveCard, setField, unblockCard } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { cardsOf, columnsOf, metaOf, nestedOf } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { CommentId } from '#domain/ids.ts';
import { ANA, at, BEN, DOING, DONE, due, exchange, frontDesk, pull, replicas, TODO, withCard } from './board.ts';

/** What the document tells about each transaction. */
function watch(doc: Y.Doc): () => Change[] {
	let seen: Occurrence[] = [];
	observeActivity(doc, (occurrences) => seen.push(...occurrences));
	return () => {
		const changes = seen.map(({ change }) => change);
		seen = [];
		return changes;
	};
}

const TO_DO = { id: TODO, title: 'To do', kind: 'todo' };

describe('activity', () => {
	test('[V1] every operation yields what it did, once, with old and new', () => {
		const doc = frontDesk();
		const told = watch(doc);
		const id = withCard(doc, 'a', { category: 'billing' });
		expect(told()).toEqual([
			{
				kind: 'card-created',
				title: 'Call back a',
				column: TO_DO,
				owner: ANA,
				due: '2026-03-02',
				category: 'billing',
				priority: 'routine',
				patient: null
			}
		]);
		setField(doc, id, 'owner', BEN);
		setField(doc, id, 'owner', BEN);
		setField(doc, id, 'due', due('2026-03-03T12:00'));
		setField(doc, id, 'category', null);
		setField(doc, id, 'priority', 'stat');
		setField(doc, id, 'patient', 'J.M. 4821');
		expect(told()).toEqual([
			{ kind: 'owner-changed', from: ANA, to: BEN },
			{ kind: 'due-changed', from: '2026-03-02', to: '2026-03-03T12:00' },
			{ kind: 'category-changed', from: 'billing', to: null },
			{ kind: 'priority-changed', from: null, to: 'stat' },
			{ kind: 'patient-changed', from: null, to: 'J.M. 4821' }
		]);
		blockCard(doc, id, 'no answer', at(2));
		unblockCard(doc, id);
		addComment(doc, id, { id: 'k1' as CommentId, author: ANA, text: 'Left a message' }, at(3));
		expect(told()).toEqual([
			{ kind: 'blocked-changed', from: null, to: 'no answer' },
			{ kind: 'blocked-changed', from: 'no answer', to: null },
			{ kind: 'comment-added', comment: 'k1', text: 'Left a message' }
		]);
	});

	test('[V1] comments, labels, checklists and removals keep their old words', () => {
		const doc = frontDesk();
		const id = withCard(doc, 'a');
		const entry = cardsOf(doc).get(id)!;
		addComment(doc, id, { id: 'k1' as CommentId, author: ANA, text: 'one' }, at(3));
		const told = watch(doc);
		nestedOf(entry, 'comments')!.set('k1', { author: ANA, at: 3, text: 'two', edited: 4 });
		nestedOf(entry, 'comments')!.delete('k1');
		nestedOf(entry, 'labels')!.set('recheck', true);
		nestedOf(entry, 'labels')!.delete('recheck');
		const item = new Y.Map<unknown>(Object.entries({ text: new Y.Text('Fax order'), done: false, order: 'a0' }));
		nestedOf(entry, 'checklist')!.set('i1', item);
		item.set('done', true);
		nestedOf(entry, 'checklist')!.delete('i1');
		cardsOf(doc).delete(id);
		expect(told()).toEqual([
			{ kind: 'comment-edited', comment: 'k1', from: 'one', to: 'two' },
			{ kind: 'comment-removed', comment: 'k1', text: 'two' },
			{ kind: 'label-added', label: 'recheck' },
			{ kind: 'label-removed', label: 'recheck' },
			{ kind: 'item-added', item: 'i1', text: 'Fax order' },
			{ kind: 'item-ticked', item: 'i1', done: true },
			{ kind: 'item-removed', item: 'i1', text: 'Fax order' },
			{ kind: 'card-removed', title: 'Call back a' }
		]);
	});

	test('[V1] a card that arrives with what was done to it tells all of it', () => {
		const [far, near] = replicas(2) as [Y.Doc, Y.Doc];
		const told = watch(near);
		const id = withCard(far, 'a', { description: 'Voicemail at 7:02' });
		blockCard(far, id, 'no answer', at(2));
		addComment(far, id, { id: 'k1' as CommentId, author: ANA, text: 'Left a message' }, at(3));
		nestedOf(cardsOf(far).get(id)!, 'labels')!.set('recheck', true);
		pull(near, far);
		expect(told()).toMatchObject([
			{ kind: 'card-created', title: 'Call back a' },
			{ kind: 'text-edited', field: 'description', splices: [{ at: 0, removed: '', insert: 'Voicemail at 7:02' }] },
			{ kind: 'blocked-changed', from: null, to: 'no answer' },
			{ kind: 'label-added', label: 'recheck' },
			{ kind: 'comment-added', comment: 'k1', text: 'Left a message' }
		]);
	});

	test('[V2] a text edit yields the splice with the words that went', () => {
		const doc = frontDesk();
		const id = withCard(doc, 'a', { description: 'Call Dr. Okafor about the order' });
		const told = watch(doc);
		editText(doc, id, 'description', 'Call Dr. Lee about the order');
		editText(doc, id, 'description', 'Call Dr. Lee about the order today');
		editText(doc, id, 'title', '');
		expect(told()).toEqual([
			{ kind: 'text-edited', field: 'description', splices: [{ at: 9, removed: 'Okafor', insert: 'Lee' }] },
			{ kind: 'text-edited', field: 'description', splices: [{ at: 28, removed: '', insert: ' today' }] },
			{ kind: 'text-edited', field: 'title', splices: [{ at: 0, removed: 'Call back a', insert: '' }] }
		]);
	});

	test('[V3] a move names both columns as they were called then, and a drop within one is no move', () => {
		const doc = frontDesk();
		const id = withCard(doc, 'a');
		withCard(doc, 'b');
		const told = watch(doc);
		moveCard(doc, id, TODO, 'bottom', at(2));
		moveCard(doc, id, DOING, 'top', at(3));
		finishCard(doc, id, at(4));
		expect(told()).toEqual([
			{ kind: 'card-reordered', column: TO_DO },
			{ kind: 'card-moved', from: TO_DO, to: { id: DOING, title: 'Doing', kind: 'doing' } },
			{
				kind: 'card-moved',
				from: { id: DOING, title: 'Doing', kind: 'doing' },
				to: { id: DONE, title: 'Done', kind: 'done' }
			}
		]);
	});

	test('[V4] what a merge does not change yields nothing, and a losing move is no move', () => {
		const docs = replicas(2);
		const id = withCard(docs[0]!, 'a');
		exchange(docs);
		moveCard(docs[0]!, id, DOING, 'top', at(2));
		moveCard(docs[1]!, id, DONE, 'top', at(3));
		const [first, second] = docs.map(watch);
		exchange(docs);
		const moves = [...first!(), ...second!()];
		expect(moves).toHaveLength(1);
		pull(docs[0]!, docs[1]!);
		expect(first!()).toEqual([]);
	});

	test('[V5] column and board changes are told too', () => {
		const doc = frontDesk();
		const told = watch(doc);
		columnsOf(doc).get(DOING)!.set('wipLimit', 4);
		columnsOf(doc).get(DOING)!.set('title', 'Under way');
		columnsOf(doc).delete(DOING);
		metaOf(doc).set('title', 'Desk');
		expect(told()).toMatchObject([
			{ kind: 'column-changed', field: 'wipLimit', from: null, to: 4 },
			{ kind: 'column-changed', field: 'title', from: 'Doing', to: 'Under way' },
			{ kind: 'column-removed', column: { id: DOING, title: 'Under way', kind: 'doing' } },
			{ kind: 'board-changed', field: 'title', from: 'Front Desk', to: 'Desk' }
		]);
	});
});
