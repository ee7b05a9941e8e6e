import { t } from '$lib/messages/messages.ts';

/** What the locked screen, and what leads to it, says. */
export const LOCK_WORDS = t.lock;
