import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { addCard, moveCard } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { editText } from '#domain/board/text.ts';
import type { CommentId } from '#domain/ids.ts';
import { at, BEN, cardId, DOING, newCard } from '../domain/board.ts';
import { boardWithCard, Desk, stateOf, submit } from '../sync/desk.ts';
import { seeded } from '../setup/random.ts';

const MUTATIONS = Number(process.env.MUTATIONS ?? 50_000);

const honest: ((doc: Y.Doc) => unknown)[] = [
	(doc) => moveCard(doc, cardId('a'), DOING, 'top', at(2)),
	(doc) => editText(doc, cardId('a'), 'title', 'Call back now'),
	(doc) => addComment(doc, cardId('a'), { id: 'k1' as CommentId, author: BEN, text: 'On it' }, at(2)),
	(doc) => addCard(doc, newCard('b', { origin: { kind: 'person', person: BEN, at: at(1) } }), at(1))
];

function mutated(update: Uint8Array, random: () => number): Uint8Array {
	const bytes = Uint8Array.from(update);
	const changes = 1 + Math.floor(random() * 3);
	for (let i = 0; i < changes; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
	return random() < 0.2 ? bytes.slice(0, Math.floor(random() * bytes.length)) : bytes;
}

test(`[G9] of ${MUTATIONS} mutated updates none throws, and no refused one changes the document`, () => {
	const random = seeded(Number(process.env.SEED));
	let board = boardWithCard();
	const updates = honest.map((change) => new Desk(board, BEN, 41).made(change));
	const kinds = new Map<string, number>();
	for (let i = 0; i < MUTATIONS; i++) {
		const before = i % 25 === 0 ? stateOf(board) : null;
		const { kind } = submit(board, mutated(updates[i % updates.length]!, random), BEN);
		kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
		if (before !== null && kind !== 'accepted' && kind !== 'broken') expect(stateOf(board)).toBe(before);
		expect(board.doc.store.pendingStructs).toBeNull();
		if (kind === 'accepted' || kind === 'broken') board = boardWithCard();
	}
	process.stdout.write(`${JSON.stringify(Object.fromEntries(kinds))}\n`);
	expect(kinds.get('refused')).toBeGreaterThan(MUTATIONS / 5);
}, 36_000_000);
