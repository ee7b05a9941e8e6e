import { createContext } from 'svelte';
import { PracticeClock } from '$lib/client/clock.svelte.ts';
import { SEND_WITHIN_MS } from '$lib/client/locking.ts';
import type { SaveStatus } from '$lib/client/save-status.ts';
import type { Session } from '$lib/client/session.ts';
import { t } from '$lib/messages/messages.ts';
import { setField } from '#domain/board/cards.ts';
import type { BoardId, Day, Due, Instant, PersonId } from '#domain/ids.ts';
import type { BoardOfMine, Item } from '#domain/mine/boards.ts';
import { allOverdue, allUnowned, loadByPerson, type Load } from '#domain/mine/managers.ts';
import { mentionsOf, type MentionOfMe } from '#domain/mine/mentions.ts';
import { myDay, myWeek, type MyDay, type MyWeek } from '#domain/mine/my-day.ts';
import { BoardScreen } from '../boards/board-screen.svelte.ts';
import { dueWords } from '../boards/time-words.ts';
import { listOf, workBoards } from './boards-of.ts';

/** What a colleague wrote longer ago has been seen, or will not be answered any more. */
const MENTIONS_MS = 14 * 24 * 60 * 60_000;

/** Of several boards the one that is worst off is told. */
const WORST_FIRST: readonly SaveStatus['kind'][] = ['not-saved', 'not-live', 'offline', 'saving', 'saved'];

/** All boards on which a person works, as lists of what is to be done; what a row's buttons do, its board's screen does. */
export class MineScreen {
	readonly screens: readonly BoardScreen[] = [];
	readonly clock: PracticeClock;
	readonly #byBoard: ReadonlyMap<BoardId, BoardScreen>;
	#session: Session = $state.raw() as Session;
	/** The card whose new due time is being written. */
	dating = $state.raw<Item | null>(null);

	constructor(session: Session) {
		this.#session = session;
		this.clock = new PracticeClock(session.me.practice.timeZone);
		this.screens = workBoards(session).map((board) => new BoardScreen(session, board, false));
		this.#byBoard = new Map(this.screens.map((screen) => [screen.board.id, screen]));
	}

	refresh(session: Session): void {
		this.#session = session;
		for (const screen of this.screens) screen.refresh(session);
	}

	leave(): void {
		for (const screen of this.screens) screen.leave(SEND_WITHIN_MS);
	}

	get session(): Session {
		return this.#session;
	}

	get me(): PersonId {
		return this.#session.me.person.id;
	}

	readonly #lists: readonly BoardOfMine[] = $derived(
		this.screens.filter(({ live }) => live.ready && !live.ended).map(({ board, live }) => listOf(board.id, live.view))
	);

	/** Whether every board is in: only then may it be said that there is nothing. */
	readonly complete: boolean = $derived(this.#lists.length === this.screens.length);

	/** Boards that have never been opened on this device, while the server cannot be reached. */
	readonly missing: readonly string[] = $derived(
		this.screens.filter(({ live }) => !live.ready && live.status.kind === 'offline').map(({ board }) => board.title)
	);

	readonly closed: readonly string[] = $derived(
		this.screens.filter(({ live }) => live.ended).map(({ board }) => board.title)
	);

	readonly day: MyDay = $derived.by(() => myDay(this.#lists, this.me, this.clock.now));
	readonly overdue: readonly Item[] = $derived.by(() => allOverdue(this.#lists, this.clock.now));
	readonly unowned: readonly Item[] = $derived(allUnowned(this.#lists));

	/** Those with the most in hand first. */
	readonly loads: readonly Load[] = $derived.by(() =>
		loadByPerson(this.#lists, this.clock.now).sort((a, b) => b.open - a.open || b.overdue - a.overdue)
	);

	readonly mentions: readonly MentionOfMe[] = $derived.by(() => {
		const since = (this.clock.instant - MENTIONS_MS) as Instant;
		const commentsOf = (board: BoardId, card: Item['card']['id']) => this.screenOf(board).live.view.comments(card);
		return mentionsOf(this.#lists, commentsOf, this.me, this.#session.people, since);
	});

	readonly status: SaveStatus = $derived.by(() => {
		const all = this.screens.map(({ live }) => live.status);
		const kind = WORST_FIRST.find((one) => all.some((status) => status.kind === one));
		return all.find((status) => status.kind === kind) ?? { kind: 'saving' };
	});

	week(from: Day | undefined): MyWeek {
		return myWeek(this.#lists, this.me, this.clock.now, from);
	}

	screenOf(board: BoardId): BoardScreen {
		return this.#byBoard.get(board)!;
	}

	nameOf(person: PersonId): string {
		return this.screens[0]?.nameOf(person) ?? '';
	}

	setDue({ board, card }: Item, due: Due): void {
		const screen = this.screenOf(board);
		if (!screen.do([card.id], (doc) => setField(doc, card.id, 'due', due))) return;
		screen.said = t.mine.due.saved(card.title, dueWords(due, this.clock.now));
	}
}

export const [useMineScreen, provideMineScreen] = createContext<MineScreen>();
