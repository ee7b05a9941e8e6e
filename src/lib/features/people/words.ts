import { t } from '$lib/messages/messages.ts';

/** What the page about people says. */
export const WORDS = t.people;
