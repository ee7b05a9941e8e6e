import { t } from '$lib/messages/messages.ts';

/** What the search over all boards says. */
export const SEARCH_WORDS = t.search;
export const ARCHIVED_WORDS = t.search.archived;
