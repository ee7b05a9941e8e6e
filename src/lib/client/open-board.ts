import type { BoardId, LineageId } from '#domain/ids.ts';
import type { Me } from './api.ts';

export interface OpenBoard {
	readonly board: { readonly id: BoardId; readonly lineage: LineageId };
	readonly me: Me;
	/** What is known of it before the server says so; true unless told otherwise. */
	readonly mayEdit?: boolean;
	/** Colleagues do not see this person here until `appear` says so. */
	readonly quiet?: boolean;
	/** The board has begun a new life: what was remembered about its lineage is stale. */
	readonly onLineage?: (lineage: LineageId) => void;
}
