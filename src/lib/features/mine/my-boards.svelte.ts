import type { BoardListing } from '$lib/client/api.ts';
import { PracticeClock } from '$lib/client/clock.svelte.ts';
import type { Ended } from '$lib/client/live-board.svelte.ts';
import { SEND_WITHIN_MS } from '$lib/client/locking.ts';
import type { Session } from '$lib/client/session.ts';
import { boardsRead, holdBoard, type Hold } from '$lib/client/shared-boards.ts';
import { t } from '$lib/messages/messages.ts';
import type { BoardId } from '#domain/ids.ts';
import { dueSoon, type DueSoon } from '#domain/mine/my-day.ts';
import { listOf, workBoards } from './boards-of.ts';
import { Dismissed } from './dismissed.ts';

const NOTHING: DueSoon = { overdue: [], soon: [] };
/** The board that somebody looks at comes first, as long as it comes at all. */
const BOARD_FIRST_MS = 5_000;

/**
 * The boards on which somebody has work, open behind whatever page they are on: what is late or due soon is told
 * everywhere. They are opened one after another when the page has nothing else to do.
 */
export class MyBoards {
	#session: Session | null = $state.raw(null);
	#holds: ReadonlyMap<BoardId, Hold> = $state.raw(new Map());
	#dismissed = $state.raw(new Dismissed());
	#turn: (() => void) | null = null;

	readonly #clock = $derived(this.#session && new PracticeClock(this.#session.me.practice.timeZone));

	/** What is late or due within half an hour, of this person's own. */
	readonly due: DueSoon = $derived.by(() => {
		const [session, clock] = [this.#session, this.#clock];
		if (!session || !clock) return NOTHING;
		const me = session.me.person.id;
		const own = [...this.#holds].flatMap(([board, { live }]) => {
			if (!live.ready || !live.view.ahead || live.ended) return [];
			const list = listOf(board, live.view);
			return [{ ...list, cards: list.cards.filter(({ owner }) => owner === me) }];
		});
		return dueSoon(own, me, clock.now);
	});

	/** So many things want this person now. */
	readonly count: number = $derived(this.due.overdue.length + this.due.soon.length);

	/** Whether there is something among them that was not put away. */
	readonly news: boolean = $derived(this.#dismissed.isNews(this.due));

	/** Why a board behind the page has ended. */
	readonly ended: Ended = $derived([...this.#holds.values()].find(({ live }) => live.ended)?.live.ended ?? null);

	/** Follows whoever is here; nobody when it is null. */
	follow(session: Session | null): void {
		const someoneElse = session?.me.person.id !== this.#session?.me.person.id;
		if (someoneElse) this.#dismissed = new Dismissed();
		this.#session = session;
		const wanted = session ? workBoards(session) : [];
		const stays = ([id]: [BoardId, Hold]) => !someoneElse && wanted.some((board) => board.id === id);
		const kept = [...this.#holds].filter(stays);
		for (const entry of this.#holds) if (!stays(entry)) entry[1].release(SEND_WITHIN_MS);
		if (kept.length !== this.#holds.size) this.#holds = new Map(kept);
		this.#turn?.();
		this.#turn = null;
		if (session) this.#openNext(session, wanted);
	}

	/** Until something else is late or due soon. */
	dismiss(): void {
		this.#dismissed = this.#dismissed.with(this.due);
	}

	/** A page's title with the number in front; nothing of any card. */
	titled(title: string): string {
		return this.count > 0 ? t.mine.badge(this.count, title) : title;
	}

	#openNext(session: Session, wanted: readonly BoardListing[]): void {
		const next = wanted.find(({ id }) => !this.#holds.has(id));
		if (!next) return;
		let called = true;
		const callOff = whenIdle(async () => {
			await boardsRead(BOARD_FIRST_MS);
			if (!called) return;
			const hold = holdBoard({ board: next, me: session.me, mayEdit: true });
			this.#holds = new Map([...this.#holds, [next.id, hold]]);
			this.#openNext(session, wanted);
		});
		this.#turn = () => {
			called = false;
			callOff();
		};
	}
}

/** @returns a function that calls it off. */
function whenIdle(work: () => unknown): () => void {
	if ('requestIdleCallback' in globalThis) {
		const turn = requestIdleCallback(work, { timeout: 2_000 });
		return () => cancelIdleCallback(turn);
	}
	const timer = setTimeout(work, 500);
	return () => clearTimeout(timer);
}

export const myBoards = new MyBoards();
