import { columnNamed } from '#domain/activity/card-changes.ts';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import { findCard } from '#domain/board/queries.ts';
import type { BoardId, CardId, ColumnId, PersonId } from '#domain/ids.ts';
import type * as Y from 'yjs';
import { Offline } from './problem.ts';
import type { OverriddenMove } from './overridden-moves.ts';

export interface MoveNotice {
	readonly id: string;
	readonly kind: 'move-overridden';
	readonly card: CardId;
	readonly title: string;
	/** Null when it could not be found out. */
	readonly by: PersonId | null;
	/** The column's title, as it was called then. */
	readonly to: string;
}

interface Open {
	readonly notice: Omit<MoveNotice, 'by'>;
	readonly column: ColumnId;
}

export interface MoveNoticesOptions {
	readonly board: BoardId;
	readonly me: PersonId;
	readonly history: (board: BoardId, card: CardId) => Promise<readonly ActivityEntry[]>;
	readonly tell: (notice: MoveNotice) => void;
}

/**
 * Finds out who overrode a move: the document does not say, the record does. Whichever answers first tells it,
 * the live record or the card's history. A move of one's own from another screen is no news.
 */
export class MoveNotices {
	readonly #options: MoveNoticesOptions;
	readonly #open = new Map<CardId, Open>();
	#count = 0;

	constructor(options: MoveNoticesOptions) {
		this.#options = options;
	}

	overridden({ card, to }: OverriddenMove, doc: Y.Doc): void {
		const notice = {
			id: `move-${(this.#count += 1)}`,
			kind: 'move-overridden' as const,
			card,
			title: findCard(doc, card)?.title ?? '',
			to: columnNamed(doc, to).title
		};
		this.#open.set(card, { notice, column: to });
		void this.#ask(card);
	}

	activity(entries: readonly ActivityEntry[]): void {
		for (const entry of entries) {
			const open = entry.card === null ? undefined : this.#open.get(entry.card);
			if (open && placedIn(entry) === open.column) this.#tell(open, entry.person);
		}
	}

	/** There is a connection: what could not be asked without one is asked now. */
	askAgain(): void {
		for (const card of this.#open.keys()) void this.#ask(card);
	}

	async #ask(card: CardId): Promise<void> {
		const { history, board } = this.#options;
		try {
			const entries = await history(board, card);
			const open = this.#open.get(card);
			if (open) this.#tell(open, entries.findLast((entry) => placedIn(entry) === open.column)?.person ?? null);
		} catch (error) {
			const open = this.#open.get(card);
			if (open && !(error instanceof Offline)) this.#tell(open, null);
		}
	}

	#tell({ notice }: Open, by: PersonId | null): void {
		this.#open.delete(notice.card);
		if (by !== this.#options.me) this.#options.tell({ ...notice, by });
	}
}

/** The column that an entry of the record put its card in. */
function placedIn({ change }: ActivityEntry): ColumnId | null {
	switch (change.kind) {
		case 'card-moved':
			return change.to.id;
		case 'card-reordered':
		case 'card-created':
			return change.column.id;
		default:
			return null;
	}
}
