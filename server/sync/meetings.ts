import * as Y from 'yjs';
import type { Occurrence } from '#domain/activity/changes.ts';
import { SYSTEM } from '#domain/activity/changes.ts';
import type { Meeting, MeetingField, MetOver } from '#domain/activity/meetings.ts';
import { cardsOf, nestedOf, readCard, textOf, type YEntry } from '#domain/board/schema.ts';
import type { BoardId, CardId, PersonId } from '#domain/ids.ts';
import type { Knew } from './state-vector.ts';

const FIELDS: readonly MeetingField[] = ['owner', 'due', 'category', 'priority', 'patient', 'blocked'];
/** How far back one looks for a value that another one overwrote at once. */
const STEPS_BACK = 64;
/** Whoever touched only these wrote nothing that could be missed. */
const SILENT: readonly Occurrence['change']['kind'][] = ['claim-changed', 'archived-changed', 'card-reordered'];

interface Register {
	readonly item: Y.Item | null;
	readonly value: string | null;
}

/** A text, a map or a list, with what stands in it. */
type Written = Pick<Y.AbstractType<unknown>, '_start' | '_map'>;

type Before = ReadonlyMap<string, { readonly left: unknown; readonly registers: ReadonlyMap<string, Register> }>;

/**
 * Watches one update for changes of a thing that somebody else has changed meanwhile: before it is applied, and after.
 * Only a client that comes back says what it knew; what it says live is taken to know of all, except that a card left.
 */
export class MeetingWatch {
	readonly #doc: Y.Doc;
	readonly #author: PersonId;
	readonly #knew: Knew | null;
	readonly #ownerOf: (client: number) => PersonId | undefined;
	readonly #before: Before;
	readonly #knownHere: Map<number, number>;

	constructor(
		doc: Y.Doc,
		cards: Iterable<string>,
		{
			author,
			knew,
			ownerOf
		}: { author: PersonId; knew: Knew | null; ownerOf: (client: number) => PersonId | undefined }
	) {
		this.#doc = doc;
		this.#author = author;
		this.#knew = knew;
		this.#ownerOf = ownerOf;
		this.#before = new Map([...cards].flatMap((id) => this.#rememberedOf(id)));
		this.#knownHere = knew ? Y.decodeStateVector(Y.encodeStateVector(doc)) : new Map();
	}

	/** @param update what was applied, @param occurrences what it did. */
	met(update: Uint8Array, occurrences: readonly Occurrence[]): Meeting[] {
		if (this.#before.size === 0) return [];
		const written = this.#knew ? valuesIn(update) : new Map<string, unknown>();
		return [...this.#before].flatMap(([id, { left, registers }]) => {
			const entry = cardsOf(this.#doc).get(id);
			const own = occurrences.filter(({ card }) => card === id);
			if (!entry) return [];
			if (left) return this.#onShadow(id, entry, left, own);
			if (!this.#knew) return [];
			return [
				...FIELDS.flatMap((field) => this.#inField(id, entry, field, registers.get(field)!, written)),
				...this.#inTexts(id, entry, own),
				...this.#putAway(id, entry, registers.get('archived')!, own)
			];
		});
	}

	#rememberedOf(id: string): [string, { left: unknown; registers: Map<string, Register> }][] {
		const entry = cardsOf(this.#doc).get(id);
		if (!entry) return [];
		const left: unknown = entry.get('left');
		if (!left && !this.#knew) return [];
		const registers = [...FIELDS, 'archived'].map((field): [string, Register] => [field, registerIn(entry, field)]);
		return [[id, { left, registers: new Map(registers) }]];
	}

	#onShadow(id: string, entry: YEntry, left: unknown, own: readonly Occurrence[]): Meeting[] {
		const changes = own.map(({ change }) => change).filter(({ kind }) => !SILENT.includes(kind));
		if (changes.length === 0) return [];
		const { to, title, by } = left as { to: BoardId; title?: string; by?: PersonId };
		return [this.#meeting(id, entry, by ? [by] : [], { kind: 'left', to: { id: to, title: title ?? null }, changes })];
	}

	#inField(
		id: string,
		entry: YEntry,
		field: MeetingField,
		was: Register,
		written: ReadonlyMap<string, unknown>
	): Meeting[] {
		const now = registerIn(entry, field);
		const theirs = now.item === was.item ? now : was;
		const other = theirs.item && this.#unseen(theirs.item);
		if (!other) return [];
		if (now.item === was.item) {
			const gave = this.#overwrittenBy(now.item!, field, written);
			if (!gave || gave.value === theirs.value) return [];
			const lost = gave.value === undefined ? {} : { lost: gave.value };
			return [this.#meeting(id, entry, [other], { kind: 'field', field, holder: other, holds: theirs.value, ...lost })];
		}
		if (now.value === theirs.value) return [];
		const [holder, holds, lost] = [this.#author, now.value, theirs.value];
		return [this.#meeting(id, entry, [other], { kind: 'field', field, holder, holds, lost })];
	}

	/**
	 * What this update wrote and gave way at once; null when it wrote nothing there. A client that heard of the winner
	 * before it spoke has thrown its own value away.
	 */
	#overwrittenBy(winner: Y.Item, field: string, written: ReadonlyMap<string, unknown>) {
		let item = winner.left;
		for (let steps = 0; item !== null && steps < STEPS_BACK; steps++, item = item.left) {
			const [client, clock] = [item.id.client, item.id.clock + item.length - 1];
			if (clock < (this.#knownHere.get(client) ?? 0)) continue;
			const name = `${client}:${clock}`;
			return { value: written.has(name) ? valueOf(field, written.get(name)) : undefined };
		}
		return null;
	}

	#inTexts(id: string, entry: YEntry, own: readonly Occurrence[]): Meeting[] {
		const met = new Map<string, Set<PersonId>>();
		for (const { change } of own) {
			if (change.kind !== 'text-edited' && change.kind !== 'item-edited') continue;
			const field = change.kind === 'text-edited' ? change.field : 'step';
			const step = change.kind === 'item-edited' ? nestedOf(entry, 'checklist')?.get(change.item) : null;
			const text =
				change.kind === 'text-edited' ? textOf(entry, change.field) : step instanceof Y.Map && step.get('text');
			const others = text instanceof Y.Text ? this.#writersIn(text) : [];
			if (others.length > 0) met.set(field, new Set([...(met.get(field) ?? []), ...others]));
		}
		return [...met].map(([field, others]) =>
			this.#meeting(id, entry, [...others], { kind: 'text', field } as Extract<MetOver, { kind: 'text' }>)
		);
	}

	#putAway(id: string, entry: YEntry, was: Register, own: readonly Occurrence[]): Meeting[] {
		const putAway = was.value !== null && was.item ? this.#unseen(was.item) : null;
		const wrote = own.some(({ change }) => !SILENT.includes(change.kind));
		if (putAway && wrote) return [this.#meeting(id, entry, [putAway], { kind: 'was-put-away' })];
		const puts = own.some(({ change }) => change.kind === 'archived-changed' && change.to !== null);
		const others = puts ? this.#writersIn(entry) : [];
		return others.length > 0 ? [this.#meeting(id, entry, others, { kind: 'put-away' })] : [];
	}

	/** Who wrote within a type what this update's author did not know. */
	#writersIn(type: Written): PersonId[] {
		const found = new Set<PersonId>();
		const look = (item: Y.Item): void => {
			const who = item.deleted ? null : this.#unseen(item);
			if (who) found.add(who);
			if (item.content instanceof Y.ContentType)
				for (const writer of this.#writersIn(item.content.type)) found.add(writer);
		};
		for (let item = type._start; item !== null; item = item.right) look(item);
		for (const [key, item] of type._map) if (key !== 'place' && key !== 'claim') look(item);
		return [...found];
	}

	/** Whose an item is that this update's author did not know; null for one that they knew or made. */
	#unseen({ id, length }: Y.Item): PersonId | null {
		const who = this.#ownerOf(id.client);
		if (who === undefined || who === this.#author || who === SYSTEM) return null;
		return id.clock + length > (this.#knew?.get(id.client) ?? 0) ? who : null;
	}

	#meeting(id: string, entry: YEntry, others: readonly PersonId[], over: MetOver): Meeting {
		const { title } = readCard(id, entry);
		return {
			card: id as CardId,
			title,
			late: this.#author,
			others: others.filter((who) => who !== this.#author),
			over
		};
	}
}

function registerIn(entry: YEntry, field: string): Register {
	return { item: entry._map.get(field) ?? null, value: valueOf(field, entry.get(field)) };
}

function valueOf(field: string, value: unknown): string | null {
	if (field === 'blocked') return ((value as { reason?: string } | undefined)?.reason ?? null) as string | null;
	return value === undefined || value === null ? null : String(value as string | number);
}

/** The plain values that an update wrote under keys, by `client:clock`. */
function valuesIn(update: Uint8Array): Map<string, unknown> {
	const found = new Map<string, unknown>();
	for (const struct of Y.decodeUpdate(update).structs) {
		if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) continue;
		if (struct.length === 1) found.set(`${struct.id.client}:${struct.id.clock}`, struct.content.arr[0]);
	}
	return found;
}
