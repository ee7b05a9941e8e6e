import * as Y from 'yjs';
import type { BoardId, CardId, Instant, LineageId, PersonId } from '#domain/ids.ts';
import { done, type Outcome } from '#domain/refusal.ts';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { Me } from './api.ts';
import { BoardView } from './board-view.svelte.ts';
import type { KeptEdit } from './kept-edits.ts';
import type { Present } from './presence.svelte.ts';
import type { SaveStatus } from './save-status.ts';
import { serverNow } from './server-time.ts';

export interface Notice {
	readonly id: string;
	readonly kind: 'move-overridden';
	readonly card: CardId;
	readonly title: string;
	/** Null when it could not be found out. */
	readonly by: PersonId | null;
	/** The column's title, as it was called then. */
	readonly to: string;
}

export type Ended = null | 'signed-out' | 'no-right' | 'no-board';

export interface OpenBoard {
	readonly board: { readonly id: BoardId; readonly lineage: LineageId };
	readonly me: Me;
	/** The board has begun a new life: what was remembered about its lineage is stale. */
	readonly onLineage?: (lineage: LineageId) => void;
}

export class LiveBoard {
	#doc = new Y.Doc();
	#view = new BoardView(this.#doc);

	static open(_options: OpenBoard): LiveBoard {
		return new LiveBoard();
	}

	get doc(): Y.Doc {
		return this.#doc;
	}
	get view(): BoardView {
		return this.#view;
	}
	get ready(): boolean {
		return false;
	}
	get status(): SaveStatus {
		return { kind: 'saving' };
	}
	get present(): Present[] {
		return [];
	}
	get notices(): Notice[] {
		return [];
	}
	get kept(): KeptEdit[] {
		return [];
	}
	get ended(): Ended {
		return null;
	}
	serverNow(): Instant {
		return serverNow();
	}
	dismiss(_notice: string): void {}
	applyKept(_id: string): Outcome<CardId> {
		return done('' as CardId);
	}
	discardKept(_id: string): void {}
	lookAt(_card: CardId | null): void {}
	/** Hears the record's new lines of this board as the server accepts them. @returns a function that stops it. */
	onActivity(_hear: (entries: readonly ActivityEntry[]) => void): () => void {
		return () => undefined;
	}
	async close(): Promise<void> {}
}
