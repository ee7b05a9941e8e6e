import * as Y from 'yjs';
import type { ActivityEntry } from '../activity/changes.ts';
import { missingPromise } from '../board/cards.ts';
import { allColumns, columnOf } from '../board/queries.ts';
import { cardsOf, columnsOf, nestedOf, readCard, readPlace, type Card, type YEntry } from '../board/schema.ts';
import { spliceBetween } from '../board/text.ts';
import type { CardId, Instant, ItemId, PersonId } from '../ids.ts';
import { done, refuse, type Outcome, type Refusal } from '../refusal.ts';
import { commentsOn, isSame, recordStep, snapshotOf, type ItemState, type Step, type StepChange } from './steps.ts';

type OfKind<K extends StepChange['kind']> = Extract<StepChange, { kind: K }>;

/**
 * Takes back what one did, when nobody has gone on from it: each field must still be as the step left it, and no
 * colleague may have written on the card since. A new card is archived, not removed. All of a step or none of it.
 *
 * @param since what the record says happened on the step's cards after it, as far as this device knows: it finds
 * colleagues' words in live texts, which the document does not sign, and tells who changed a field.
 * @returns the step that does it again, or `changed-since`, `card-gone`, and where the board has become another
 * `column-gone`, `owner-required`, `due-required`. A refused undo changes nothing.
 */
export function undo(
	doc: Y.Doc,
	step: Step,
	me: PersonId,
	now: Instant,
	since: readonly ActivityEntry[] = []
): Outcome<Step | null> {
	const cards = [...new Set(step.changes.map(({ card }) => card))];
	for (const card of cards) {
		if (!cardsOf(doc).has(card)) return refuse({ code: 'card-gone', card });
		const by = whoWrote(doc, card, step, me, since);
		if (by) return refuse({ code: 'changed-since', card, by });
	}
	for (const change of step.changes) {
		if (isAsLeft(doc, change)) continue;
		return refuse({ code: 'changed-since', card: change.card, by: whoChanged(change, me, since) });
	}
	for (const card of cards) {
		const wrong = wrongAfter(doc, card, step);
		if (wrong) return refuse(wrong);
	}
	const { step: again } = recordStep(doc, cards, now, () => {
		for (const change of step.changes) takeBack(doc, change, now);
		return done(null);
	});
	return done(again);
}

/** A colleague who commented on the card or wrote in it since. */
function whoWrote(
	doc: Y.Doc,
	card: CardId,
	{ comments }: Step,
	me: PersonId,
	since: readonly ActivityEntry[]
): PersonId | null {
	const known = new Set<string>(comments[card] ?? []);
	const comment = commentsOn(doc, card).find(({ id, author }) => author !== me && !known.has(id));
	if (comment) return comment.author;
	const writes = ['text-edited', 'comment-added', 'comment-edited', 'item-edited'];
	const entry = since.findLast((one) => one.card === card && one.person !== me && writes.includes(one.change.kind));
	return entry?.person ?? null;
}

function isAsLeft(doc: Y.Doc, change: StepChange): boolean {
	const today = snapshotOf(doc, change.card)!;
	switch (change.kind) {
		case 'register':
			return isSame(today.registers[change.field], change.after);
		case 'label':
			return today.labels.includes(change.label) === change.after;
		case 'item':
			return isSame(today.items[change.item] ?? null, change.after);
		case 'created':
			return isSame(today, change.after);
	}
}

/** Who changed it last, when that was a colleague and is known. */
function whoChanged(change: StepChange, me: PersonId, since: readonly ActivityEntry[]): PersonId | null {
	const entry = since.findLast((one) => one.card === change.card && one.person !== me && concerns(one, change));
	return entry?.person ?? null;
}

function concerns({ change: told }: ActivityEntry, change: StepChange): boolean {
	switch (change.kind) {
		case 'register':
			if (change.field === 'place') return told.kind === 'card-moved' || told.kind === 'card-reordered';
			return told.kind === `${change.field}-changed`;
		case 'label':
			return 'label' in told && told.label === change.label;
		case 'item':
			return 'item' in told && told.item === change.item;
		case 'created':
			return true;
	}
}

/** What would be wrong with the card once the step is undone. */
function wrongAfter(doc: Y.Doc, id: CardId, { changes }: Step): Refusal | null {
	const own = changes.filter((change) => change.card === id && change.kind === 'register') as OfKind<'register'>[];
	const before = (field: string) => own.find((change) => change.field === field);
	const [place, owner, due] = [before('place'), before('owner'), before('due')];
	if (!place && !owner && !due) return null;
	const today = readCard(id, cardsOf(doc).get(id)!);
	if (place && !columnsOf(doc).has(readPlace(place.before).column)) {
		return { code: 'column-gone', column: readPlace(place.before).column };
	}
	const card = {
		...today,
		place: place ? readPlace(place.before) : today.place,
		owner: owner ? (owner.before as Card['owner']) : today.owner,
		due: due ? (due.before as Card['due']) : today.due
	};
	return missingPromise(card, columnOf(card, allColumns(doc)));
}

function takeBack(doc: Y.Doc, change: StepChange, now: Instant): void {
	const entry = cardsOf(doc).get(change.card)!;
	switch (change.kind) {
		case 'register':
			return put(entry, change.field, change.before);
		case 'label': {
			const labels = nestedOf(entry, 'labels');
			return change.before ? void labels?.set(change.label, true) : labels?.delete(change.label);
		}
		case 'item':
			return putItem(entry, change.item, change.before);
		case 'created':
			return put(entry, 'archived', now);
	}
}

function put(entry: YEntry, field: string, value: unknown): void {
	if (value === null) entry.delete(field);
	else entry.set(field, value);
}

/** A removed step comes back under its id; one that stayed gets its words, its tick and its place back. */
function putItem(entry: YEntry, id: ItemId, state: ItemState | null): void {
	const checklist = nestedOf(entry, 'checklist');
	if (!checklist) return;
	if (state === null) return checklist.delete(id);
	const item: unknown = checklist.get(id);
	const text: unknown = item instanceof Y.Map ? item.get('text') : null;
	if (!(item instanceof Y.Map) || !(text instanceof Y.Text)) {
		const fields = Object.entries({ ...state, text: new Y.Text(state.text) });
		return void checklist.set(id, new Y.Map<unknown>(fields));
	}
	const splice = spliceBetween(text.toString(), state.text);
	if (splice && splice.remove > 0) text.delete(splice.at, splice.remove);
	if (splice && splice.insert !== '') text.insert(splice.at, splice.insert);
	if (item.get('done') !== state.done) item.set('done', state.done);
	if (item.get('order') !== state.order) item.set('order', state.order);
}
