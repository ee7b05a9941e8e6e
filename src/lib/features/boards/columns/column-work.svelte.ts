import { newColumnId } from '$lib/client/new-ids.ts';
import {
	addColumn,
	moveColumn,
	removeColumn,
	renameColumn,
	setColumnKind,
	setWipLimit
} from '#domain/board/column-changes.ts';
import type { SpotBeside } from '#domain/board/placing.ts';
import type { Column, ColumnKind } from '#domain/board/schema.ts';
import type { ColumnId } from '#domain/ids.ts';
import type { Outcome } from '#domain/refusal.ts';
import { recordColumnStep, undoColumns, type ColumnStep } from '#domain/undo/columns.ts';
import type { BoardScreen } from '../board-screen.svelte.ts';
import { messageFor } from '../refusal-messages.ts';
import { COLUMN_WORDS, KIND_WORDS } from './words.ts';

const { done: SAYS } = COLUMN_WORDS;

/** What a manager just did to the columns, and can take back. */
interface Did {
	readonly words: string;
	readonly step: ColumnStep;
}

/** A manager's hands on the columns of one board. */
export class ColumnWork {
	readonly #screen: BoardScreen;

	/** Whose name is being written at its head. */
	renaming = $state.raw<ColumnId | null>(null);
	/** The list of all columns is open, at this one if it names one. */
	editing = $state.raw<{ readonly at: ColumnId | null } | null>(null);
	removing = $state.raw<Column | null>(null);
	did = $state.raw<Did | null>(null);
	/** Why the last gesture was refused, and at which column. */
	refused = $state.raw<{ readonly column: ColumnId | null; readonly words: string } | null>(null);

	constructor(screen: BoardScreen) {
		this.#screen = screen;
	}

	rename(column: Column, title: string): boolean {
		const words = SAYS.renamed(column.title, title.trim());
		return this.#do(words, column.id, (doc) => renameColumn(doc, column.id, title));
	}

	/** One step towards the left (-1) or the right (1) end. */
	step(column: Column, by: -1 | 1): boolean {
		const neighbour = this.#screen.columns[this.#indexOf(column.id) + by];
		if (!neighbour) return false;
		return this.move(column, by < 0 ? { before: neighbour.id } : { after: neighbour.id });
	}

	move(column: Column, spot: SpotBeside<ColumnId>): boolean {
		const moved = this.#do('', column.id, (doc) => moveColumn(doc, column.id, spot));
		if (moved) this.#say(SAYS.moved(column.title, this.#indexOf(column.id) + 1, this.#screen.columns.length));
		return moved;
	}

	setKind(column: Column, kind: ColumnKind): boolean {
		return this.#do(SAYS.kind(column.title, KIND_WORDS[kind]), column.id, (doc) => setColumnKind(doc, column.id, kind));
	}

	setLimit(column: Column, limit: number | null): boolean {
		return this.#do(SAYS.limit(column.title, limit), column.id, (doc) => setWipLimit(doc, column.id, limit));
	}

	/** @returns the new column, whose name is still to be written; null when the board takes no more. */
	add(spot: SpotBeside<ColumnId>): ColumnId | null {
		const id = newColumnId();
		const title = COLUMN_WORDS.newTitle;
		const added = this.#do(SAYS.added(title), null, (doc) => addColumn(doc, { id, title, kind: 'todo' }, spot));
		return added ? id : null;
	}

	/** Its cards go to the end of the other one. */
	remove(column: Column, to: Column): boolean {
		const count = this.countIn(column.id);
		return this.#do(SAYS.removed(column.title, count, to.title), column.id, (doc) =>
			removeColumn(doc, column.id, to.id, this.#screen.live.serverNow())
		);
	}

	undo(): void {
		const { did } = this;
		const { live } = this.#screen;
		this.did = null;
		if (!did) return;
		const undone = undoColumns(live.doc, did.step, newColumnId(), live.serverNow());
		if (undone) this.#screen.said = COLUMN_WORDS.undone;
		else this.#refuse(null, COLUMN_WORDS.notUndone);
	}

	/** All its cards, also those that a filter hides. */
	countIn(column: ColumnId): number {
		return this.#screen.live.view.cardsByColumn.get(column)?.length ?? 0;
	}

	#indexOf(id: ColumnId): number {
		return this.#screen.columns.findIndex((column) => column.id === id);
	}

	#do(words: string, column: ColumnId | null, operation: (doc: BoardScreen['live']['doc']) => Outcome<unknown>) {
		if (!this.#screen.mayManage) return false;
		const { doc } = this.#screen.live;
		const { outcome, step } = recordColumnStep(doc, () => operation(doc));
		this.refused = null;
		if (!outcome.ok) this.#refuse(column, messageFor(outcome.refusal));
		else if (step) {
			this.did = { words, step };
			this.#screen.said = words;
		}
		return outcome.ok;
	}

	#say(words: string): void {
		if (this.did) this.did = { ...this.did, words };
		this.#screen.said = words;
	}

	/** In an open dialog beside the column; else among the board's news. */
	#refuse(column: ColumnId | null, words: string): void {
		if (this.editing || this.removing) this.refused = { column, words };
		else this.#screen.problem = words;
	}
}
