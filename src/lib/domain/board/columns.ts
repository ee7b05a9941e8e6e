import * as Y from 'yjs';
import type { ColumnId } from '../ids.ts';
import type { DepartmentTemplate } from './departments.ts';
import { BOARD_SCHEMA } from './migrations.ts';
import { orders } from './order.ts';
import { columnsOf, metaOf } from './schema.ts';

/**
 * Writes a new board's first content. The server alone does this, once for each lineage: two replicas that both
 * wrote it would show every column twice.
 */
export function writeFirstContent(doc: Y.Doc, template: DepartmentTemplate): void {
	const keys = orders(template.columns.length);
	doc.transact(() => {
		metaOf(doc).set('schema', BOARD_SCHEMA);
		metaOf(doc).set('title', template.title);
		template.columns.forEach(({ title, kind }, i) => {
			const entry = new Y.Map<unknown>(Object.entries({ title, kind, order: keys[i] }));
			columnsOf(doc).set(columnIdFor(title), entry);
		});
	});
}

/** `Contacted, waiting` → `contacted-waiting`. */
export function columnIdFor(title: string): ColumnId {
	return title
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '') as ColumnId;
}
