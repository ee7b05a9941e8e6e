import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { archiveCards } from '#domain/board/archive.ts';
import { blockCard, setField } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { handOver } from '#domain/board/hand-over.ts';
import { editText } from '#domain/board/text.ts';
import type { Meeting } from '#domain/activity/meetings.ts';
import type { BoardId, CardId, CommentId, PersonId } from '#domain/ids.ts';
import { MAX_STEP_2_BYTES } from '../../server/sync/gate/gate.ts';
import type { BoardDocument } from '../../server/sync/document.ts';
import { ANA, at, BEN, cardId, due, frontDesk } from '../domain/board.ts';
import { boardWithCard, Desk } from './desk.ts';

const A = cardId('a');

let board: BoardDocument;
let ana: Desk;
let ben: Desk;

beforeEach(() => {
	board = boardWithCard();
	[ana, ben] = [new Desk(board, ANA, 11), new Desk(board, BEN, 22)];
	ana.send((doc) => editText(doc, A, 'description', 'Visits: 12.'));
	ben.pull();
});

/** Does something while away and comes back, as a client does: says what it had, then all that it did. */
function comeBack({ doc, person }: Desk, away: (doc: Y.Doc) => unknown): void {
	const knew = Y.decodeStateVector(Y.encodeStateVector(doc));
	doc.transact(() => away(doc));
	const news = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(board.doc));
	const author = { person, device: 'd', source: null };
	expect(board.accept(news, author, at(9), MAX_STEP_2_BYTES, false, knew).kind).toBe('accepted');
}

const met = (): Meeting[] => board.takeBatch().updates.flatMap((update) => update.met ?? []);
const comment = (name: string, author: PersonId, text: string) => (doc: Y.Doc) =>
	addComment(doc, A, { id: name.padEnd(21, '0') as CommentId, author, text }, at(3));

describe('who comes back and meets what others did', () => {
	test('[S30] both wrote in one text: both are named, and only for what the late one did not know', () => {
		ana.send((doc) => editText(doc, A, 'description', 'Urgent. Visits: 12.'));
		comeBack(ben, (doc) => editText(doc, A, 'description', 'Visits: 12. Called twice.'));
		expect(met()).toEqual([
			{ card: A, title: 'Call back a', late: BEN, others: [ANA], over: { kind: 'text', field: 'description' } }
		]);
		ben.pull();
		comeBack(ben, (doc) => editText(doc, A, 'description', 'Urgent. Visits: 12. Called three times.'));
		comeBack(ben, (doc) => editText(doc, A, 'title', 'Call Ms. Okafor'));
		expect(met()).toEqual([]);
	});

	test('[S30] the late one who only took words away of a text is told as one who wrote', () => {
		ana.send((doc) => editText(doc, A, 'description', 'Visits: 12. Urgent.'));
		comeBack(ben, (doc) => editText(doc, A, 'description', 'Visits.'));
		expect(met()).toEqual([
			{ card: A, title: 'Call back a', late: BEN, others: [ANA], over: { kind: 'text', field: 'description' } }
		]);
	});

	test('[S30] both gave a field a value: the one that gave way is told, whichever it is', () => {
		const seen = new Set<string>();
		for (let client = 100; client < 130 && seen.size < 2; client++) {
			board = boardWithCard();
			const late = new Desk(board, BEN, client % 2 === 0 ? 7 : 7919);
			new Desk(board, ANA, client).send((doc) => setField(doc, A, 'due', due('2026-03-04')));
			comeBack(late, (doc) => setField(doc, A, 'due', due('2026-03-05T12:00')));
			const [meeting] = met();
			const holds = meeting!.over.kind === 'field' ? meeting!.over.holds : null;
			seen.add(holds!);
			const values = ['2026-03-04', '2026-03-05T12:00'];
			const [holder, lost] = holds === values[0] ? [ANA, values[1]] : [BEN, values[0]];
			expect(meeting).toMatchObject({ late: BEN, others: [ANA], over: { field: 'due', holder, holds, lost } });
		}
		expect(seen.size).toBe(2);
	});

	test('[S30] a value that its own browser threw away is still told of', () => {
		const seen = new Set<boolean>();
		for (const client of [7, 7919]) {
			board = boardWithCard();
			const late = new Desk(board, BEN, client);
			new Desk(board, ANA, 100).send((doc) => setField(doc, A, 'due', due('2026-03-04')));
			const knew = Y.decodeStateVector(Y.encodeStateVector(late.doc));
			late.doc.transact(() => setField(late.doc, A, 'due', due('2026-03-05')));
			late.pull();
			const news = Y.encodeStateAsUpdate(late.doc, Y.encodeStateVector(board.doc));
			board.accept(news, { person: BEN, device: 'd', source: null }, at(9), MAX_STEP_2_BYTES, false, knew);
			const [meeting] = met();
			expect(meeting).toMatchObject({ late: BEN, others: [ANA], over: { kind: 'field', field: 'due' } });
			seen.add('lost' in meeting!.over);
		}
		expect(seen).toEqual(new Set([true, false]));
	});

	test('[S30] the same value twice, another field, or one’s own other screen are no meeting', () => {
		ana.send((doc) => setField(doc, A, 'category', 'billing'));
		comeBack(ben, (doc) => {
			setField(doc, A, 'category', 'billing');
			blockCard(doc, A, 'No copay on file', at(4));
		});
		const phone = new Desk(board, BEN, 33);
		ben.send((doc) => editText(doc, A, 'description', 'From the desk.'));
		comeBack(phone, (doc) => editText(doc, A, 'description', 'Visits: 12. From the phone.'));
		expect(met().map(({ over }) => over)).toEqual([]);
	});

	test('[S30] one put away what the other wrote on, in either order', () => {
		ana.send((doc) => archiveCards(doc, [A], at(3)));
		comeBack(ben, comment('k1', BEN, 'Do not forget the copay'));
		expect(met()).toMatchObject([{ late: BEN, others: [ANA], over: { kind: 'was-put-away' } }]);

		board = boardWithCard();
		[ana, ben] = [new Desk(board, ANA, 11), new Desk(board, BEN, 22)];
		ana.send(comment('k2', ANA, 'She called again'));
		comeBack(ben, (doc) => archiveCards(doc, [A], at(3)));
		expect(met()).toMatchObject([{ late: BEN, others: [ANA], over: { kind: 'put-away' } }]);
	});

	test('[S31] what arrives on a card that was handed over is named word by word, live or late', () => {
		const there = frontDesk();
		const to = { id: 'billing' as BoardId, title: 'Billing' };
		const what = { card: A, from: { id: 'front-desk' as BoardId, title: 'Front Desk' }, to, by: ANA, owner: null };
		board.edit({ person: ANA, device: 'd' }, at(5), (doc) => handOver(doc, there, what, at(5)));
		board.takeBatch();
		comeBack(ben, (doc) => editText(doc, A, 'description', 'Visits: 12. Denied.'));
		const splices = [{ at: 11, removed: '', insert: ' Denied.' }];
		const changes = [{ kind: 'text-edited', field: 'description', splices }];
		expect(met()).toMatchObject([{ late: BEN, others: [ANA], over: { kind: 'left', to, changes } }]);
		ben.send(comment('k1', BEN, 'Too late as well'));
		expect(met()).toMatchObject([
			{ over: { kind: 'left', changes: [{ kind: 'comment-added', text: 'Too late as well' }] } }
		]);
		ben.pull();
		expect(met()).toEqual([]);
	});
});

describe('a client that never went away', () => {
	test('[S30] meets nobody: what it says live is taken to know of all', () => {
		ana.send((doc) => editText(doc, A as CardId, 'description', 'Urgent. Visits: 12.'));
		ben.send((doc) => editText(doc, A, 'description', 'Visits: 12. Called twice.'));
		expect(met()).toEqual([]);
	});
});
