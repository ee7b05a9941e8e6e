import { t } from '$lib/messages/messages.ts';

/** What the open card says, beside the board's own words. */
export const CARD_WORDS = t.card;
