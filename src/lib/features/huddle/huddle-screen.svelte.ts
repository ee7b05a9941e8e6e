import { createContext } from 'svelte';
import type * as Y from 'yjs';
import { huddles, type HuddleAddress } from '$lib/client/huddles.ts';
import { HuddleView } from '$lib/client/huddle-view.svelte.ts';
import { PracticeClock, SecondsClock } from '$lib/client/clock.svelte.ts';
import { LiveBoard } from '$lib/client/live-board.svelte.ts';
import { SEND_WITHIN_MS } from '$lib/client/locking.ts';
import type { SaveStatus } from '$lib/client/save-status.ts';
import type { Session } from '$lib/client/session.ts';
import { browserSurroundings } from '$lib/client/surroundings.ts';
import { t } from '$lib/messages/messages.ts';
import { can } from '#domain/access/can.ts';
import type { Card, Column } from '#domain/board/schema.ts';
import type { CardRef } from '#domain/huddle/agenda.ts';
import { tick, type HuddleRefusal } from '#domain/huddle/leading.ts';
import { currentCard, type Huddle } from '#domain/huddle/state.ts';
import type { WalkCard } from '#domain/huddle/walk.ts';
import type { BoardId, Instant, PersonId } from '#domain/ids.ts';
import type { Outcome } from '#domain/refusal.ts';
import { BoardScreen } from '../boards/board-screen.svelte.ts';
import { dueWords } from '../boards/time-words.ts';
import { worstOf } from './status.ts';
import type { OutcomeContext } from './outcome-words.ts';
import { Decisions } from './decisions.svelte.ts';
import { Departments } from './departments.svelte.ts';

/** A card of the walk as this person sees it: `card` is null where its board is not open to them, or it is gone. */
export interface Seen {
	readonly ref: CardRef;
	readonly screen: BoardScreen | null;
	readonly card: Card | null;
	readonly column: Column | null;
}

/** A huddle on one person's screen, be it the leader's phone or the desk of somebody who follows. */
export class HuddleScreen {
	readonly address: HuddleAddress;
	readonly live: LiveBoard;
	readonly boards: readonly BoardScreen[];
	readonly clock: PracticeClock;
	readonly seconds: SecondsClock = new SecondsClock();
	readonly departments: Departments = new Departments(this);
	readonly decisions: Decisions = new Decisions(this);
	#session: Session = $state.raw() as Session;
	/** Why the last gesture did nothing. */
	problem = $state('');
	/** For the ear, and for a moment for the eye. */
	said = $state('');

	constructor(session: Session, address: HuddleAddress) {
		this.#session = session;
		this.address = address;
		this.clock = new PracticeClock(session.me.practice.timeZone);
		this.boards = session.boards.map((board) => new BoardScreen(session, board, false));
		const mayEdit = can(session.me.person, 'edit-board', { id: address.id, department: address.department });
		const around = { ...browserSurroundings(), boards: async () => (await huddles()).running };
		this.live = LiveBoard.open({ board: address, me: session.me, mayEdit }, around);
	}

	get session(): Session {
		return this.#session;
	}

	get me(): PersonId {
		return this.#session.me.person.id;
	}

	refresh(session: Session): void {
		this.#session = session;
		for (const board of this.boards) board.refresh(session);
	}

	leave(): void {
		for (const board of this.boards) board.leave(SEND_WITHIN_MS);
		void this.live.leave(SEND_WITHIN_MS);
	}

	readonly #view: HuddleView = $derived.by(() => new HuddleView(this.live.doc));
	/** Null until it is in. */
	readonly huddle: Huddle | null = $derived(this.#view.huddle);
	readonly leading: boolean = $derived.by(() => this.huddle?.term.person === this.me && this.live.mayEdit);
	readonly current: WalkCard | null = $derived(this.huddle && currentCard(this.huddle));

	/** Who has been ticked, leads or led, or has the huddle open. */
	readonly here: ReadonlySet<PersonId> = $derived.by(() => {
		const { present = [], leaders = [], absent = [] } = this.huddle ?? {};
		const connected = this.live.present.map(({ person }) => person.id);
		return new Set([...present, ...leaders, ...connected].filter((person) => !absent.includes(person)));
	});

	/** Whether the leader can be seen to be connected. */
	readonly leaderHere: boolean = $derived.by(() => {
		const leader = this.huddle?.term.person;
		return leader === this.me || this.live.present.some(({ person }) => person.id === leader);
	});

	readonly status: SaveStatus = $derived.by(() =>
		worstOf([this.live.status, ...this.boards.map(({ live }) => live.status)])
	);

	now(): Instant {
		return this.live.serverNow();
	}

	screenOf(board: BoardId): BoardScreen | null {
		return this.boards.find((one) => one.board.id === board) ?? null;
	}

	boardTitle(board: BoardId): string {
		return this.screenOf(board)?.board.title ?? this.departments.find(board)?.title ?? t.huddle.room.elsewhere;
	}

	/** Looked for on every open board: what was handed over goes by the same id. */
	see(ref: CardRef): Seen {
		const screens = [this.screenOf(ref.board), ...this.boards].filter((screen) => screen !== null);
		const on = screens.find(({ live }) => live.ready && live.view.card(ref.card)?.left === null);
		const card = on?.live.view.card(ref.card) ?? null;
		return { ref, screen: on ?? this.screenOf(ref.board), card, column: card && on ? on.columnOf(card) : null };
	}

	/** A card in words: its title, or whose board it stands on where that is all this person may know. */
	titleOf(ref: CardRef): string {
		return this.see(ref).card?.title ?? t.huddle.room.other(this.boardTitle(ref.board));
	}

	nameOf(person: PersonId): string {
		const found = this.#session.people.find(({ id }) => id === person);
		return found?.name ?? t.board.card.formerOwner;
	}

	/** What a decision's words are made with. */
	readonly words: OutcomeContext = $derived.by(() => ({
		nameOf: (person: PersonId) => this.nameOf(person),
		boardTitle: (board: BoardId) => this.boardTitle(board),
		clock: this.clock.now,
		when: dueWords
	}));

	/** Notes that this person is there; whoever was ticked off stays so. */
	arrive(): void {
		if (!this.huddle || this.huddle.over || !this.live.mayEdit) return;
		const known = [...this.huddle.present, ...this.huddle.absent].includes(this.me);
		if (!known) tick(this.live.doc, this.me, true, this.me, this.now());
	}

	/** Moves the huddle. @returns whether it went. */
	lead(step: (doc: Y.Doc, me: PersonId, now: Instant) => Outcome<unknown, HuddleRefusal>): boolean {
		const outcome = step(this.live.doc, this.me, this.now());
		this.problem = outcome.ok ? '' : this.#why(outcome.refusal);
		return outcome.ok;
	}

	#why(refusal: HuddleRefusal): string {
		if (refusal.code === 'not-leading') return t.huddle.room.notLeading(this.nameOf(refusal.leader));
		return refusal.code === 'huddle-over' ? t.huddle.room.ended : '';
	}
}

export const [useHuddle, provideHuddle] = createContext<HuddleScreen>();
