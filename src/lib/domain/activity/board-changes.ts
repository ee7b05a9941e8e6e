import * as Y from 'yjs';
import type { YEntry } from '../board/schema.ts';
import { named } from './card-changes.ts';
import type { BoardChange, Occurrence } from './changes.ts';

type Plain = string | number | null;

/** What happened to columns. */
export function columnChanges(event: Y.YEvent<Y.AbstractType<unknown>>): Occurrence[] {
	const [id] = event.path as [string?];
	const changes = id === undefined ? addedOrRemoved(event) : fieldsOfColumn(id, event);
	return changes.map((change) => ({ card: null, change }));
}

function addedOrRemoved(event: Y.YEvent<Y.AbstractType<unknown>>): BoardChange[] {
	const columns = event.target as Y.Map<YEntry>;
	return [...event.changes.keys].flatMap(([id, { action, oldValue }]): BoardChange[] => {
		const entry = columns.get(id);
		const gone: BoardChange[] =
			action === 'add' ? [] : [{ kind: 'column-removed', column: named(id, lastEntry(oldValue)) }];
		return entry ? [...gone, { kind: 'column-added', column: named(id, entry) }] : gone;
	});
}

function fieldsOfColumn(id: string, event: Y.YEvent<Y.AbstractType<unknown>>): BoardChange[] {
	const entry = event.target as YEntry;
	return [...event.changes.keys].flatMap(([field, { oldValue }]): BoardChange[] => {
		if (field !== 'title' && field !== 'kind' && field !== 'order' && field !== 'wipLimit') return [];
		const [from, to] = [plain(oldValue), plain(entry.get(field))];
		return from === to ? [] : [{ kind: 'column-changed', column: named(id, entry), field, from, to }];
	});
}

/** What happened to the board's own fields. */
export function boardChanges(event: Y.YMapEvent<unknown>): Occurrence[] {
	return [...event.changes.keys].map(([field, { oldValue }]) => ({
		card: null,
		change: { kind: 'board-changed', field, from: plain(oldValue), to: plain(event.target.get(field)) }
	}));
}

/** A removed column's fields, copied out while they can still be read. */
function lastEntry(removed: unknown): YEntry {
	const copy = new Map<string, unknown>();
	if (removed instanceof Y.Map) for (const [key, item] of removed._map) copy.set(key, item.content.getContent().at(-1));
	return copy as unknown as YEntry;
}

const plain = (value: unknown): Plain => (typeof value === 'string' || typeof value === 'number' ? value : null);
