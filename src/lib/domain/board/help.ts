import type * as Y from 'yjs';
import type { CardId, Instant, PersonId } from '../ids.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { cardsOf, readCard } from './schema.ts';

/** How long a call for help rings: long enough to be seen by whoever walks past, short enough to be no nuisance. */
export const HELP_RINGS_MS = 30_000;

/**
 * Asks whoever can for help with a card. A card that somebody asked for help with already stays as it is: who asked
 * first has waited longest.
 *
 * @returns the card's id, or `card-gone`.
 */
export function askForHelp(doc: Y.Doc, id: CardId, me: PersonId, now: Instant): Outcome<CardId> {
	const entry = cardsOf(doc).get(id);
	if (!entry) return refuse({ code: 'card-gone', card: id });
	if (readCard(id, entry).help === null) entry.set('help', { by: me, since: now });
	return done(id);
}

/** Says that help has come, or is no longer wanted; anybody may. @returns the card's id, or `card-gone`. */
export function endHelp(doc: Y.Doc, id: CardId): Outcome<CardId> {
	const entry = cardsOf(doc).get(id);
	if (!entry) return refuse({ code: 'card-gone', card: id });
	if (entry.has('help')) entry.delete('help');
	return done(id);
}
