import { people } from '$lib/messages/people-messages.ts';

/** What the page about people says. */
export const WORDS = people;
