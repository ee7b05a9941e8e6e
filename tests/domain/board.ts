import * as Y from 'yjs';
import { addCard, type NewCard } from '#domain/board/cards.ts';
import { writeFirstContent } from '#domain/board/columns.ts';
import { DEPARTMENT_TEMPLATES } from '#domain/board/departments.ts';
import type { CardId, ColumnId, Due, Instant, PersonId } from '#domain/ids.ts';

export const ANA = 'p-ana' as PersonId;
export const BEN = 'p-ben' as PersonId;
export const INBOX = 'inbox' as ColumnId;
export const TODO = 'to-do' as ColumnId;
export const DOING = 'doing' as ColumnId;
export const DONE = 'done' as ColumnId;

export const at = (ms: number) => ms as Instant;
export const due = (text: string) => text as Due;
export const cardId = (name: string) => `c${name.padEnd(20, '0')}` as CardId;

/** A replica with a fixed client id, so that a failing seed replays. */
export function replica(clientID: number): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = clientID;
	return doc;
}

/** So many replicas of one new Front Desk board. */
export function replicas(count: number): Y.Doc[] {
	const first = replica(1000);
	writeFirstContent(first, DEPARTMENT_TEMPLATES['front-desk']);
	const docs = Array.from({ length: count }, (_, i) => replica(i + 1));
	for (const doc of docs) pull(doc, first);
	return docs;
}

export function frontDesk(): Y.Doc {
	return replicas(1)[0]!;
}

export function pull(to: Y.Doc, from: Y.Doc): void {
	Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
}

export function exchange(docs: readonly Y.Doc[]): void {
	for (const to of docs) for (const from of docs) pull(to, from);
	for (const to of docs) for (const from of docs) pull(to, from);
}

export function newCard(name: string, rest: Partial<NewCard> = {}): NewCard {
	return {
		id: cardId(name),
		title: `Call back ${name}`,
		column: TODO,
		owner: ANA,
		due: due('2026-03-02'),
		origin: { kind: 'person', person: ANA, at: at(0) },
		...rest
	};
}

export function withCard(doc: Y.Doc, name: string, rest: Partial<NewCard> = {}): CardId {
	const outcome = addCard(doc, newCard(name, rest), at(1));
	if (!outcome.ok) throw new Error(outcome.refusal.code);
	return outcome.value;
}
