import * as Y from 'yjs';
import { addCard } from '#domain/board/cards.ts';
import type { Instant, PersonId } from '#domain/ids.ts';
import { foundBoard } from '../../server/ports/founding.ts';
import { BoardDocument } from '../../server/sync/document.ts';
import { MAX_UPDATE_BYTES } from '../../server/sync/gate/gate.ts';
import { ANA, at, newCard, replica } from '../domain/board.ts';

const NOW = 1_000 as Instant;

/** A Front Desk board behind its gate, with Ana's card `a` on it. */
export function boardWithCard(): BoardDocument {
	const { board, commit } = foundBoard('front-desk', NOW);
	const updates = commit.updates.map(({ update }) => update);
	const document = new BoardDocument({ ...board, snapshot: null, updates, seq: 1, clients: new Map(commit.clients) });
	new Desk(document, ANA, 10).send((doc) => addCard(doc, newCard('a'), at(1)));
	return document;
}

/** A person's replica of a board, and the way to its gate. */
export class Desk {
	readonly board: BoardDocument;
	readonly doc: Y.Doc;
	readonly person: PersonId;
	/** Whether this person may change columns. */
	readonly manages: boolean;

	constructor(board: BoardDocument, person: PersonId, clientID: number, manages = false) {
		this.board = board;
		this.person = person;
		this.manages = manages;
		this.doc = replica(clientID);
		this.pull();
	}

	pull(): void {
		Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(this.board.doc, Y.encodeStateVector(this.doc)));
	}

	/** What the change made, as one update that has not been sent. */
	made(change: (doc: Y.Doc) => unknown): Uint8Array {
		const before = Y.encodeStateVector(this.doc);
		this.doc.transact(() => change(this.doc));
		return Y.encodeStateAsUpdate(this.doc, before);
	}

	send(change: (doc: Y.Doc) => unknown) {
		return submit(this.board, this.made(change), this.person, MAX_UPDATE_BYTES, this.manages);
	}
}

export function submit(
	board: BoardDocument,
	update: Uint8Array,
	person: PersonId,
	maxBytes = MAX_UPDATE_BYTES,
	manages = false
) {
	return board.accept(update, { person, device: 'd', source: null }, NOW, maxBytes, manages);
}

/** The whole document as text, to see that nothing changed. */
export function stateOf(board: BoardDocument): string {
	return String(Y.encodeStateAsUpdate(board.doc));
}

export function item(text: string): Y.Map<unknown> {
	return new Y.Map<unknown>(Object.entries({ text: new Y.Text(text), done: false, order: 'a0' }));
}

/** A value nested so many levels deep. */
export function deep(levels: number): unknown {
	let value: unknown = 1;
	for (let i = 0; i < levels; i++) value = { a: value };
	return value;
}
