import type { ColumnKind } from '#domain/board/schema.ts';
import { t } from '$lib/messages/messages.ts';

/** What a kind of column is for, as the staff say it. */
export const KIND_WORDS: Readonly<Record<ColumnKind, string>> = t.columnKinds;

/** What changing columns says. */
export const COLUMN_WORDS = t.columns;
