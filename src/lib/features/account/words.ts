import { t } from '$lib/messages/messages.ts';

/** What the pages around signing in say. */
export const WORDS = t.account;

/** The server holds to it too. */
export const MIN_PASSWORD = 12;
