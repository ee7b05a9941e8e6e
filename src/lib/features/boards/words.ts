import type { Category, Priority } from '#domain/board/schema.ts';
import type { SaveStatus } from '$lib/client/save-status.ts';
import { t } from '$lib/messages/messages.ts';

export const CATEGORY_WORDS: Readonly<Record<Category, string>> = t.categories;

export const PRIORITY_WORDS: Readonly<Record<Priority, string>> = t.priorities;

/** The status line, word for word; `since` is a time on the practice's clock. */
export const STATUS_WORDS: Readonly<Record<SaveStatus['kind'], (since: string) => string>> = t.status;

/** What is safe, and what to do. */
export const STATUS_DETAILS: Readonly<Record<SaveStatus['kind'], string>> = t.statusDetails;

/** Everything else that the board says. */
export const WORDS = t.board;
