import type * as Y from 'yjs';
import type { CardId, Instant, PersonId } from '../ids.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { cardsOf, readCard, type Card, type Claim } from './schema.ts';

/** Long enough for a phone call, short enough that a forgotten claim is in nobody's way. */
export const CLAIM_MS = 5 * 60_000;

/** Clocks of two desks may differ by so much; a claim that ends later than that is nobody's honest five minutes. */
const CLOCK_SKEW_MS = 2 * 60_000;

/** Who is on a card at this moment; null once their five minutes are over, without anybody having to write that. */
export function claimOn({ claim }: Pick<Card, 'claim'>, now: Instant): Claim | null {
	if (claim === null || claim.until <= now) return null;
	return claim.until - now <= CLAIM_MS + CLOCK_SKEW_MS ? claim : null;
}

/**
 * Says "I'm on it" for five minutes, or for five more. Two people who claim at the same moment end with one claim,
 * and both see whose.
 *
 * @returns the card's id, or `card-gone`, or `claimed` while a colleague is on it.
 */
export function claimCard(doc: Y.Doc, id: CardId, me: PersonId, now: Instant): Outcome<CardId> {
	const entry = cardsOf(doc).get(id);
	if (!entry) return refuse({ code: 'card-gone', card: id });
	const claim = claimOn(readCard(id, entry), now);
	if (claim && claim.person !== me) return refuse({ code: 'claimed', by: claim.person, until: claim.until });
	entry.set('claim', { person: me, until: now + CLAIM_MS });
	return done(id);
}

/** Lets go of one's own claim; a colleague's stays. @returns the card's id, or `card-gone`. */
export function releaseCard(doc: Y.Doc, id: CardId, me: PersonId): Outcome<CardId> {
	const entry = cardsOf(doc).get(id);
	if (!entry) return refuse({ code: 'card-gone', card: id });
	if (readCard(id, entry).claim?.person === me) entry.delete('claim');
	return done(id);
}
