import { handOverTargets, type BoardListing, type Colleague } from '$lib/client/api.ts';
import { can } from '#domain/access/can.ts';
import { whoEnds } from '#domain/huddle/who.ts';
import type { BoardId } from '#domain/ids.ts';
import type { BoardScreen } from '../boards/board-screen.svelte.ts';
import type { HuddleScreen } from './huddle-screen.svelte.ts';

/** A board that cards can go to. */
export interface Place extends Pick<BoardListing, 'id' | 'title' | 'department'> {
	/** Whether this person works there; if not, what they send there is handed over. */
	readonly mine: boolean;
}

/** The practice's boards, also those that this person cannot open: cards can be sent to each. */
export class Departments {
	readonly #huddle: HuddleScreen;
	#others = $state.raw<readonly Pick<BoardListing, 'id' | 'title' | 'department'>[]>([]);

	constructor(huddle: HuddleScreen) {
		this.#huddle = huddle;
	}

	/** Asked once, for a huddle takes ten minutes. */
	async ask(): Promise<void> {
		const from = this.#huddle.boards.filter(({ mayEdit }) => mayEdit).slice(0, 2);
		const answers = await Promise.all(from.map(({ board }) => handOverTargets(board.id).catch(() => [])));
		this.#others = answers.flat();
	}

	readonly all: readonly Place[] = $derived.by(() => {
		const own = this.#huddle.boards.map(({ board: { id, title, department }, mayEdit }) => ({
			...{ id, title, department },
			mine: mayEdit
		}));
		const others = this.#others.map((board) => ({ ...board, mine: false }));
		return [...new Map([...others, ...own].map((place) => [place.id, place])).values()];
	});

	find(board: BoardId): Place | null {
		return this.all.find(({ id }) => id === board) ?? null;
	}

	/** Who can be given a card there. */
	peopleOf(place: Place): readonly Colleague[] {
		const screen = this.#huddle.screenOf(place.id);
		if (screen) return screen.owners;
		return this.#people.filter((person) => can({ ...person, emergencies: [] }, 'edit-board', place));
	}

	/** Who of those here could lead through this board's cards. */
	leadersFor(board: BoardId): readonly Colleague[] {
		const place = this.find(board);
		const here = this.#huddle.here;
		return place ? whoEnds(this.#people, place, here).filter(({ id }) => id !== this.#huddle.me) : [];
	}

	/** A board of this person's own, from which cards are handed over. */
	get home(): BoardScreen | null {
		return this.#huddle.boards.find(({ mayEdit }) => mayEdit) ?? null;
	}

	get #people(): readonly Colleague[] {
		return this.#huddle.session.people.filter(({ disabled }) => !disabled);
	}
}
