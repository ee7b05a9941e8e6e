import * as Y from 'yjs';
import type { CardId, PersonId } from '#domain/ids.ts';
import { cardsOf, readComments } from '#domain/board/schema.ts';
import type { ActivityEntry } from '#domain/activity/changes.ts';

/** One person's assignment to a field, and what they had seen when they made it. */
interface Write {
	readonly client: number;
	/** The clock after it. */
	readonly end: number;
	readonly value: string;
	readonly seen: ReadonlyMap<number, number>;
}

interface Word {
	readonly text: string;
	readonly person: PersonId;
}

const ABSENT = 'undefined';

/**
 * What people asked for, in plain objects: every value that somebody gave a field, every word typed or struck out,
 * every comment. Says which boards may come of it, without knowing how they come to be.
 */
export class Model {
	readonly cards = new Map<string, PersonId>();
	readonly words = new Map<string, Word>();
	readonly #writes = new Map<string, Write[]>();
	readonly #struck = new Set<string>();
	readonly #revived = new Set<string>();
	readonly #comments = new Map<string, { card: string; person: PersonId; text: string }>();

	/** Takes down what a transaction of one tab assigned. */
	assigned(transaction: Y.Transaction): void {
		for (const [type, keys] of transaction.changed) {
			if (!(type instanceof Y.Map)) continue;
			const path = pathOf(type as unknown as Y.AbstractType<unknown>);
			for (const key of keys) if (key !== null) this.#assign(transaction, [...path, key], type.get(key));
		}
	}

	commented(id: string, card: CardId, person: PersonId, text: string): void {
		this.#comments.set(id, { card, person, text });
	}

	/** Compares the words of one text before and after somebody's own change. */
	typed(text: string, person: PersonId, before: string, after: string): void {
		const [had, has] = [new Set(wordsOf(before)), new Set(wordsOf(after))];
		for (const word of had) if (!has.has(word)) this.#struck.add(word);
		for (const word of has) {
			if (had.has(word)) continue;
			if (this.words.has(word)) this.#revived.add(word);
			else this.words.set(word, { text, person });
		}
	}

	/** @returns what a board in rest shows that nobody asked for, or lacks that nobody took away. */
	wrongIn(doc: Y.Doc): string[] {
		const cards = cardsOf(doc);
		const lost = [...this.cards.keys()].filter((id) => !cards.has(id)).map((id) => `${id} is lost`);
		const extra = [...cards.keys()].filter((id) => !this.cards.has(id)).map((id) => `${id} is nobody's`);
		return [...lost, ...extra, ...this.#wrongFields(doc), ...this.#wrongWords(doc), ...this.#wrongComments(doc)];
	}

	/** @returns where the record does not say once, and of the right person, what was made and said. */
	wrongInRecord(record: readonly ActivityEntry[]): string[] {
		const told = (kind: string, id: (entry: ActivityEntry) => unknown) =>
			record.filter(({ change }) => change.kind === kind).map((entry) => `${String(id(entry))} by ${entry.person}`);
		const made = told('card-created', ({ card }) => card);
		const said = told('comment-added', ({ change }) => 'comment' in change && change.comment);
		return [
			...unlike(
				'cards made',
				made,
				[...this.cards].map(([id, person]) => `${id} by ${person}`)
			),
			...unlike(
				'comments',
				said,
				[...this.#comments].map(([id, { person }]) => `${id} by ${person}`)
			),
			...this.#wrongTyping(record)
		];
	}

	#assign(transaction: Y.Transaction, path: readonly string[], value: unknown): void {
		if (value instanceof Y.Map) {
			if (path.length === 1) this.cards.set(path[0]!, personOf(value));
			for (const [key, inner] of value.entries()) this.#assign(transaction, [...path, key], inner);
			return;
		}
		if (value instanceof Y.Text) return;
		const { clientID } = transaction.doc;
		const write = {
			client: clientID,
			end: transaction.afterState.get(clientID) ?? 0,
			value: JSON.stringify(value) ?? ABSENT,
			seen: new Map(transaction.beforeState)
		};
		const key = path.join('/');
		this.#writes.set(key, [...(this.#writes.get(key) ?? []), write]);
	}

	/** A field ends in what somebody asked for who was not overruled by somebody that knew of it. */
	#wrongFields(doc: Y.Doc): string[] {
		return [...this.#writes].flatMap(([key, writes]) => {
			const value = JSON.stringify(valueAt(doc, key.split('/'))) ?? ABSENT;
			const fits = writes.some(
				(write) =>
					write.value === value &&
					(value === ABSENT || !writes.some((later) => (later.seen.get(write.client) ?? 0) >= write.end))
			);
			return fits ? [] : [`${key} is ${value}`];
		});
	}

	#wrongWords(doc: Y.Doc): string[] {
		const wrong: string[] = [];
		const shown = new Map<string, string[]>();
		for (const [id, card] of cardsOf(doc).entries()) {
			for (const field of ['title', 'description']) {
				for (const word of wordsOf(String(card.get(field)))) {
					shown.set(word, [...(shown.get(word) ?? []), `${id}/${field}`]);
				}
			}
		}
		for (const [word, { text }] of this.words) {
			const places = shown.get(word) ?? [];
			const [struck, revived] = [this.#struck.has(word), this.#revived.has(word)];
			if (places.some((place) => place !== text)) wrong.push(`${word} stands where nobody wrote it`);
			if (places.length === 0 && !struck) wrong.push(`${word} is lost`);
			if (places.length > 0 && struck && !revived) wrong.push(`${word} was struck out and is there`);
			if (places.length > 1 && !revived) wrong.push(`${word} is there twice`);
		}
		for (const word of shown.keys()) if (!this.words.has(word)) wrong.push(`${word} is nobody's`);
		return wrong;
	}

	#wrongComments(doc: Y.Doc): string[] {
		const there = [...cardsOf(doc).entries()].flatMap(([card, entry]) =>
			readComments(entry).map(({ id, author, text }) => `${id} ${card} ${author} ${text}`)
		);
		const said = [...this.#comments].map(([id, { card, person, text }]) => `${id} ${card} ${person} ${text}`);
		return unlike('comments', there, said);
	}

	/** A word that the record tells of was first typed by the person it names. */
	#wrongTyping(record: readonly ActivityEntry[]): string[] {
		const first = new Map<string, PersonId>();
		for (const { person, change } of record) {
			const inserts = change.kind === 'text-edited' ? change.splices.map(({ insert }) => insert) : [];
			if (change.kind === 'card-created') inserts.push(change.title);
			for (const word of inserts.flatMap(wordsOf)) if (!first.has(word)) first.set(word, person);
		}
		return [...first].flatMap(([word, person]) =>
			this.words.get(word)?.person === person ? [] : [`the record has ${word} typed by ${person}`]
		);
	}
}

export function wordsOf(text: string): string[] {
	return text.match(/w\d+/g) ?? [];
}

function unlike(what: string, is: readonly string[], should: readonly string[]): string[] {
	const [sorted, wanted] = [[...is].sort(), [...should].sort()];
	return sorted.join() === wanted.join() ? [] : [`${what}: ${sorted.join()} and not ${wanted.join()}`];
}

function personOf(card: Y.Map<unknown>): PersonId {
	return (card.get('origin') as { person: PersonId }).person;
}

/** From the card's id inwards. */
function pathOf(type: Y.AbstractType<unknown>): string[] {
	const item = type._item;
	return item === null ? [] : [...pathOf(item.parent as Y.AbstractType<unknown>), item.parentSub!];
}

function valueAt(doc: Y.Doc, path: readonly string[]): unknown {
	let value: unknown = cardsOf(doc);
	for (const key of path) value = value instanceof Y.Map ? value.get(key) : undefined;
	return value;
}
