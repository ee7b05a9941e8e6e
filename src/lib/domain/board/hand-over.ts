import type * as Y from 'yjs';
import type { BoardId, CardId, Due, Instant, PersonId } from '../ids.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { slotAt } from './order.ts';
import { orderedIn, respaceCards } from './placing.ts';
import { allColumns, findCard, isShown } from './queries.ts';
import { cardsOf, type Place } from './schema.ts';
import { putWholeCard, wholeCardOf, type WholeCard } from './whole.ts';

/** A board at one end of a hand-over, as it was called then. */
export interface BoardNamed {
	readonly id: BoardId;
	readonly title: string;
}

export interface HandOver {
	readonly card: CardId;
	readonly from: BoardNamed;
	readonly to: BoardNamed;
	/** Who shall do it there; null leaves that to the department. */
	readonly owner: PersonId | null;
	/** Who gives it, to be told of words that come too late for it. */
	readonly by: PersonId;
	/** Another due time than it has. */
	readonly due?: Due;
}

/** What of a card stays behind: who is at it, and where it stood. */
const STAYS = ['place', 'owner', 'claim', 'help', 'archived', 'left', 'came'];

/**
 * Gives a card to another board, with its texts, comments, checklist and labels, under the same id. It lands at the
 * end of the inbox there; what is left here is a shadow that no screen shows. The server alone does this, on both
 * documents at once.
 *
 * @returns the card's id, or `card-gone`, `card-there` when that board shows a card of this id already. A refused
 * hand-over changes nothing.
 */
export function handOver(here: Y.Doc, there: Y.Doc, what: HandOver, now: Instant): Outcome<CardId> {
	const { card: id, to } = what;
	const standing = findCard(here, id);
	if (!standing || !isShown(standing)) return refuse({ code: 'card-gone', card: id });
	const same = findCard(there, id);
	if (same && same.left === null) return refuse({ code: 'card-there', card: id });

	const entry = cardsOf(here).get(id)!;
	const arriving = arrivingCard(wholeCardOf(id, entry), there, what, now);
	there.transact(() => {
		respaceCards(there, arriving.respaced);
		putWholeCard(there, arriving.card);
	});
	entry.set('left', { to: to.id, title: to.title, by: what.by });
	return done(id);
}

function arrivingCard(card: WholeCard, there: Y.Doc, { from, owner, due }: HandOver, now: Instant) {
	const columns = allColumns(there);
	const inbox = columns.find(({ kind }) => kind === 'inbox') ?? columns[0]!;
	const others = orderedIn(there, inbox.id);
	const { order, respaced } = slotAt(others, others.length);
	const place: Place = { column: inbox.id, order, since: now };
	const kept = Object.entries(card.fields).filter(([field]) => !STAYS.includes(field));
	const given = { place, came: { from: from.id, title: from.title }, ...(owner && { owner }), ...(due && { due }) };
	return { card: { ...card, fields: { ...Object.fromEntries(kept), ...given } }, respaced };
}
