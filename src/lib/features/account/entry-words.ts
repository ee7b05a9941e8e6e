import { t } from '$lib/messages/messages.ts';

/** What the second step of signing in, the page “Your account” and the reset of a password say. */
export const ENTRY_WORDS = t.entry;
