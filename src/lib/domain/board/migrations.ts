import type * as Y from 'yjs';
import { metaOf } from './schema.ts';

/**
 * Changes to the shape of stored boards, oldest first. Only the server runs them, when it opens a room; a browser
 * with older code is told to reload. Each must be safe to run again: a crash can leave one applied and not yet
 * counted. The first shape counts as one.
 */
const MIGRATIONS: readonly ((doc: Y.Doc) => void)[] = [function firstShape() {}];

export const BOARD_SCHEMA = MIGRATIONS.length;

/** @throws when a newer server wrote the board: guessing at its shape could lose data. */
export function migrateBoard(doc: Y.Doc): void {
	const from = Number(metaOf(doc).get('schema') ?? 0);
	if (from > BOARD_SCHEMA) throw new Error(`board is version ${from}, this server knows ${BOARD_SCHEMA}`);
	if (from === BOARD_SCHEMA) return;
	doc.transact(() => {
		for (const migrate of MIGRATIONS.slice(from)) migrate(doc);
		metaOf(doc).set('schema', BOARD_SCHEMA);
	}, 'migration');
}
