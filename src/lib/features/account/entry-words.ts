import { entry } from '$lib/messages/entry-messages.ts';

/** What the second step of signing in, the page “Your account” and the reset of a password say. */
export const ENTRY_WORDS = entry;
