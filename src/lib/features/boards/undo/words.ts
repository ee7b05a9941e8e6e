import { t } from '$lib/messages/messages.ts';

/** How a step of one's own is named, and taken back. */
export const UNDO_WORDS = t.undo;
