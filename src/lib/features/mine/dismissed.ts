import type { Item } from '#domain/mine/boards.ts';
import type { DueSoon } from '#domain/mine/my-day.ts';

/** What somebody has put away of what is late or due soon. A card that was due soon and is late now is news again. */
export class Dismissed {
	readonly #known: ReadonlySet<string>;

	constructor(known: ReadonlySet<string> = new Set()) {
		this.#known = known;
	}

	isNews(due: DueSoon): boolean {
		return keysOf(due).some((key) => !this.#known.has(key));
	}

	with(due: DueSoon): Dismissed {
		return new Dismissed(new Set(keysOf(due)));
	}
}

function keysOf({ overdue, soon }: DueSoon): string[] {
	const key = (kind: string) => (item: Item) => `${kind} ${item.board} ${item.card.id} ${item.card.due}`;
	return [...overdue.map(key('late')), ...soon.map(key('soon'))];
}
