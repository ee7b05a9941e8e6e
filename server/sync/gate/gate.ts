import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { cardsOf, columnsOf } from '#domain/board/schema.ts';
import type { PersonId } from '#domain/ids.ts';
import type { UpdateRefusal } from '#domain/refusal.ts';
import type { DocumentKind } from '../../ports/boards.ts';
import { Amount } from './amount.ts';
import { Cost } from './cost.ts';
import { judgeDeletes } from './deletes.ts';
import { Locator, nameOf, type Name, type Where } from './locate.ts';
import { isForeignInHuddle } from './huddle-shape.ts';
import { isOfHuddle, slotFor, type Kind } from './shape.ts';

type Struct = Y.Item | Y.GC | Y.Skip;

/** What the gate checks an update against. */
export interface GateState {
	readonly doc: Y.Doc;
	readonly kind: DocumentKind;
	/** Whose a client id is; undefined for one that has not written yet. */
	ownerOf(client: number): PersonId | undefined;
	/** Whether this author may change the board's columns; rights are looked up by whoever asks. */
	readonly managesColumns: boolean;
}

export type Verdict =
	/** May be applied. `clients` are its author's from now on; `cards` and `columns` are the ones it touches. */
	| {
			readonly kind: 'pass';
			readonly news: Uint8Array;
			readonly clients: readonly number[];
			readonly cards: ReadonlySet<string>;
			readonly columns: ReadonlySet<string>;
	  }
	/** Something it stands on has not arrived: nobody's fault; to be asked for again. */
	| { readonly kind: 'gap' }
	| { readonly kind: 'refused'; readonly refusal: UpdateRefusal };

const refused = (code: UpdateRefusal['code']): Verdict => ({ kind: 'refused', refusal: { code } });

export const MAX_UPDATE_BYTES = 256 * 1024;
export const MAX_STEP_2_BYTES = 4 * 1024 * 1024;

/** Yjs draws client ids from 32 bits; the journal cannot store any number. */
const MAX_CLIENT = 0xffff_ffff;
const MAX_NEW_CLIENTS = 64;

/** Clock values that one update may use up; far above what its bytes can hold as text, far below what could wear clocks out. */
const MAX_CLOCKS = 8 * 1024 * 1024;

/** What one update may bring anew: 10,000 cards' worth, a few µs of everybody's time each. */
const MAX_STRUCTS = 100_000;

/**
 * Judges an update before it is applied: who wrote it, whether all it stands on is here, and whether it keeps the
 * document's shape. Changes nothing and never throws: bytes that cannot be read are `malformed`.
 */
export function judge(update: Uint8Array, author: PersonId, state: GateState, maxBytes: number): Verdict {
	if (update.byteLength > maxBytes) return refused('too-large');
	try {
		const whole = Y.decodeUpdate(update);
		if (!isOneBlockEach(update, whole.structs)) return refused('malformed');
		// Yjs acts on what an item says it stands beside even where it has the item; only what is new is judged and applied.
		const repeats = whole.structs.some(({ id }) => id.clock < Y.getState(state.doc.store, id.client));
		const news = repeats ? Y.diffUpdate(update, Y.encodeStateVector(state.doc)) : update;
		const { structs, ds } = repeats ? Y.decodeUpdate(news) : whole;
		const verdict = judgeDecoded(structs, ds, author, state);
		return verdict.kind === 'pass' ? { ...verdict, news } : verdict;
	} catch {
		return refused('malformed');
	}
}

/** Of two blocks of one client Yjs reads the second alone when it applies them, so what was judged would not be what is applied. */
function isOneBlockEach(update: Uint8Array, structs: readonly Struct[]): boolean {
	const blocks = decoding.readVarUint(decoding.createDecoder(update));
	return blocks === new Set(structs.map(({ id }) => id.client)).size;
}

function judgeDecoded(structs: Struct[], deletes: Deletes, author: PersonId, state: GateState): Verdict {
	const sources = judgeSources(structs, author, state);
	if (!('fresh' in sources)) return sources;
	const locator = new Locator(state.doc, structs, state.kind);
	// Yjs waits for what an item stands on even where it has the item itself, so what is not new counts here too.
	if (structs.some((struct) => standsOn(struct, (id) => locator.misses(id)))) return { kind: 'gap' };

	const touched: Touched = { cards: new Set(), columns: new Set(), written: new Set() };
	const changes: { item: Y.Item; where: Where }[] = [];
	for (const item of sources.fresh) {
		if (!(item instanceof Y.Item)) continue;
		const where = locator.whereIs(item);
		if (where === 'unknown') return refused('unknown-shape');
		if (where === 'void') continue;
		changes.push({ item, where });
		touch(touched, where);
		touched.written.add(`${where.parent}/${where.key}`);
	}
	const wrong = judgeChanges(changes, author, state);
	if (wrong) return refused(wrong);

	const stopped = judgeDeletes(deletes, author, state, locator, sources.ends, touched);
	if (stopped) return stopped;
	const { cards, columns } = touched;
	return { kind: 'pass', news: new Uint8Array(), clients: sources.newClients, cards, columns };
}

/** What an update touches, gathered while it is judged. */
export interface Touched {
	readonly cards: Set<string>;
	readonly columns: Set<string>;
	/** Where the update itself writes: `parent/key`. */
	readonly written: Set<string>;
}

export function touch(touched: Touched, { kind, key, card, field }: Where): void {
	if (card !== null) touched.cards.add(card);
	const column = kind === 'columns' ? key : kind === 'column' ? field : null;
	if (column !== null) touched.columns.add(column);
}

export type Deletes = ReturnType<typeof Y.decodeUpdate>['ds'];

interface Sources {
	/** What the document does not have yet. */
	readonly fresh: Struct[];
	/** The first clock after each client's structs. */
	readonly ends: ReadonlyMap<number, number>;
	readonly newClients: number[];
}

/** Whose the structs are, and whether each client's go on where the document stops. */
function judgeSources(structs: Struct[], author: PersonId, { doc, ownerOf }: GateState): Sources | Verdict {
	const fresh: Struct[] = [];
	const ends = new Map<number, number>();
	const newClients: number[] = [];
	let clocks = 0;
	let gap = false;
	for (const struct of structs) {
		const { client, clock } = struct.id;
		if (client > MAX_CLIENT) return refused('malformed');
		if (standsOn(struct, (id) => id.client === client && id.clock >= clock)) return refused('malformed');
		if (struct.length < 1 || !Number.isSafeInteger(clock + struct.length)) return refused('malformed');
		const known = Y.getState(doc.store, client);
		const end = clock + struct.length;
		if (end <= known) continue;
		const owner = ownerOf(client);
		if (owner !== author && (owner !== undefined || known > 0)) return refused('foreign-author');
		if (owner === undefined && !newClients.includes(client)) newClients.push(client);
		if (newClients.length > MAX_NEW_CLIENTS) return refused('too-large');
		if (struct instanceof Y.Skip || clock > (ends.get(client) ?? known)) gap = true;
		ends.set(client, end);
		clocks += struct.length;
		if (clocks > MAX_CLOCKS) return refused('too-large');
		if (fresh.push(struct) > MAX_STRUCTS) return refused('too-large');
	}
	return gap ? { kind: 'gap' } : { fresh, ends, newClients };
}

/** Whether any of the ids that a struct needs to be there is such a one. */
function standsOn(item: Struct, such: (id: Y.ID) => boolean): boolean {
	if (!(item instanceof Y.Item)) return false;
	const parent = item.parent as unknown;
	if (item.origin !== null && such(item.origin)) return true;
	if (item.rightOrigin !== null && such(item.rightOrigin)) return true;
	return parent instanceof Y.ID && such(parent);
}

/** Whether every new item may stand where it stands; the code of the first that may not. */
function judgeChanges(
	changes: readonly { item: Y.Item; where: Where }[],
	author: PersonId,
	state: GateState
): UpdateRefusal['code'] | null {
	const { doc } = state;
	const born = new Set<Name>();
	const cost = new Cost(doc);
	const amount = new Amount(doc);
	for (const { item, where } of changes) {
		if (!cost.add(item, where) || !amount.add(item, where)) return 'too-large';
		const code = where.kind === 'text' ? judgeText(item) : judgeEntry(item, where, author, state, born);
		if (code) return code;
		if (item.content instanceof Y.ContentType) born.add(nameOf(item.id));
	}
	return null;
}

function judgeText(item: Y.Item): UpdateRefusal['code'] | null {
	const plain = item.content instanceof Y.ContentString || item.content instanceof Y.ContentDeleted;
	return plain && item.parentSub === null ? null : 'unknown-shape';
}

/** @param born the shared types that this update itself makes: only in them may a `fixed` field be written, once. */
function judgeEntry(
	item: Y.Item,
	where: Where,
	author: PersonId,
	{ doc, managesColumns }: GateState,
	born: Set<Name>
): UpdateRefusal['code'] | null {
	const { kind, key, parent } = where;
	if (kind === 'meta' || kind === 'huddle') return 'not-allowed';
	if ((kind === 'columns' || kind === 'column') && !managesColumns) return 'not-allowed';
	const slot = key === null ? null : slotFor(kind, key);
	if (!item.origin && key !== null) {
		// Who has written a key once knows what to write beside; Yjs walks the key's whole past for an item that does not.
		const first = `${item.id.client}/${parent}/${key}`;
		if (born.has(first)) return 'malformed';
		born.add(first);
	}
	if (key === null || !slot) return kind === 'cards' ? 'not-allowed' : 'unknown-shape';
	if (slot.fixed && !isFirst(kind, key, parent, doc, born)) return 'not-allowed';
	if (kind === 'comments' && isAnothersComment(doc, where, author)) return 'foreign-author';
	if (item.content instanceof Y.ContentDeleted) return slot.fixed ? 'not-whole' : null;
	if ('type' in slot) return judgeType(item, slot.type === 'text' ? Y.Text : Y.Map);
	if (!(item.content instanceof Y.ContentAny) || item.content.arr.length !== 1) return 'unknown-shape';
	if (slot.value(item.content.arr[0], author)) return null;
	return isForeignName(kind, key, item.content.arr[0], author) ? 'foreign-author' : 'invalid-value';
}

function isFirst(kind: string, key: string, parent: Name, doc: Y.Doc, born: Set<Name>): boolean {
	if (kind === 'cards' && cardsOf(doc)._map.has(key)) return false;
	if (kind === 'columns' && columnsOf(doc)._map.has(key)) return false;
	if (kind !== 'cards' && kind !== 'columns' && !born.has(parent)) return false;
	const slot = `${parent}/${key}`;
	if (born.has(slot)) return false;
	born.add(slot);
	return true;
}

/** Overwriting deletes what was there, whether the update says so or not. */
function isAnothersComment(doc: Y.Doc, { card, key }: Where, author: PersonId): boolean {
	const comments: unknown = card === null ? null : cardsOf(doc).get(card)?.get('comments');
	const there: unknown = comments instanceof Y.Map && key !== null ? comments.get(key) : undefined;
	return there !== undefined && (there as { author?: unknown } | null)?.author !== author;
}

function judgeType(item: Y.Item, type: typeof Y.Text | typeof Y.Map): UpdateRefusal['code'] | null {
	const { content } = item;
	return content instanceof Y.ContentType && content.type.constructor === type ? null : 'unknown-shape';
}

/** A comment, a claim, a call for help or a new card that is well made but signed with a colleague's name. */
function isForeignName(kind: Kind, key: string, value: unknown, author: PersonId): boolean {
	if (isOfHuddle(kind)) return isForeignInHuddle(kind, key, value, author);
	const { author: writer, person, by } = (value ?? {}) as Record<string, unknown>;
	const isAnother = (name: unknown) => typeof name === 'string' && name !== author;
	if (kind === 'comments') return isAnother(writer);
	return (
		kind === 'card' && ((key === 'help' && isAnother(by)) || (['origin', 'claim'].includes(key) && isAnother(person)))
	);
}
