import { createContext } from 'svelte';
import type { BoardListing, Colleague } from '$lib/client/api.ts';
import { PracticeClock } from '$lib/client/clock.svelte.ts';
import { LiveBoard } from '$lib/client/live-board.svelte.ts';
import type { Present } from '$lib/client/presence.svelte.ts';
import type { Session } from '$lib/client/session.ts';
import { can } from '#domain/access/can.ts';
import { finishCard, moveCard, setField, type Spot } from '#domain/board/cards.ts';
import { columnOf, isLate } from '#domain/board/queries.ts';
import type { Card, Column } from '#domain/board/schema.ts';
import type { CardId, ColumnId, Due, PersonId } from '#domain/ids.ts';
import type { Outcome } from '#domain/refusal.ts';
import { keepFocusOn } from './keep-focus.ts';
import { messageFor } from './refusal-messages.ts';
import { WORDS } from './words.ts';

/** A move that waits for its owner and due time. */
export interface PendingMove {
	readonly card: Card;
	readonly to: Column;
	readonly spot: Spot;
}

/** Where a card would land if it were let go now. */
export interface Landing {
	readonly column: ColumnId;
	readonly spot: Spot;
}

/** One board on one person's screen: what they see of it, and what their gestures do. */
export class BoardScreen {
	readonly board: BoardListing;
	readonly live: LiveBoard;
	readonly clock: PracticeClock;
	#session: Session = $state.raw() as Session;

	/** The move that asks "who and by when?". */
	asking = $state.raw<PendingMove | null>(null);
	/** For the ear: what a gesture has just done. */
	said = $state('');
	/** Why the last gesture was refused. */
	problem = $state('');
	dragged = $state.raw<CardId | null>(null);
	landing = $state.raw<Landing | null>(null);
	/** The card that stands open beside the board. */
	open = $state.raw<CardId | null>(null);

	constructor(session: Session, board: BoardListing) {
		this.#session = session;
		this.board = board;
		this.clock = new PracticeClock(session.me.practice.timeZone);
		const mayEdit = can(session.me.person, 'edit-board', board);
		this.live = LiveBoard.open({ board, me: session.me, mayEdit });
	}

	get session(): Session {
		return this.#session;
	}

	/** People and boards may have changed since the board was opened. */
	refresh(session: Session): void {
		this.#session = session;
	}

	/** Whether gestures are offered at all: a viewer only reads. */
	get mayEdit(): boolean {
		return this.live.mayEdit;
	}

	get me(): PersonId {
		return this.#session.me.person.id;
	}

	readonly #people = $derived(new Map(this.#session.people.map((person) => [person.id, person])));

	person(id: PersonId): Colleague | null {
		return this.#people.get(id) ?? null;
	}

	/** Somebody who left keeps their name, and is told apart from those who could still be asked. */
	nameOf = (id: PersonId): string => {
		const person = this.person(id);
		if (!person) return WORDS.card.formerOwner;
		return person.disabled ? WORDS.card.left(person.name) : person.name;
	};

	/** Whom a card of this board can be given to. */
	readonly owners: readonly Colleague[] = $derived(
		this.#session.people
			.filter(({ disabled }) => !disabled)
			.filter((person) => can(person.id === this.me ? this.#session.me.person : person, 'edit-board', this.board))
			.toSorted((a, b) => Number(b.id === this.me) - Number(a.id === this.me) || a.name.localeCompare(b.name))
	);

	/** Which colleagues have which card open; not this person. */
	readonly lookers: ReadonlyMap<CardId, readonly Present[]> = $derived.by(() => {
		const colleagues = this.live.present.filter(({ card, you }) => card !== null && !you);
		return Map.groupBy(colleagues, ({ card }) => card!);
	});

	columnOf(card: Card): Column | null {
		return columnOf(card, this.live.view.columns);
	}

	isLate(card: Card, column: Pick<Column, 'kind'> | null): boolean {
		return isLate(card, column, this.clock.now);
	}

	/** Moves a card; when it still lacks an owner or a due time there, asks for them first. */
	move(id: CardId, to: ColumnId, spot: Spot = 'top'): void {
		if (!this.mayEdit) return;
		const outcome = moveCard(this.live.doc, id, to, spot, this.live.serverNow());
		this.#tell(outcome, id, to, spot, WORDS.move.moved);
	}

	finish(id: CardId): void {
		if (!this.mayEdit) return;
		const done = this.live.view.columns.find(({ kind }) => kind === 'done');
		const outcome = finishCard(this.live.doc, id, this.live.serverNow());
		this.#tell(outcome, id, done?.id ?? ('' as ColumnId), 'top', WORDS.move.finished);
	}

	/** Gives the waiting card what it lacked, and moves it. */
	answer(owner: PersonId, due: Due): void {
		const move = this.asking;
		if (!move) return;
		this.asking = null;
		const { doc } = this.live;
		const { card, to, spot } = move;
		doc.transact(() => {
			if (!this.try(setField(doc, card.id, 'owner', owner))) return;
			if (!this.try(setField(doc, card.id, 'due', due))) return;
			this.move(card.id, to.id, spot);
		});
	}

	/** Shows why a rule said no. @returns whether it said yes. */
	try(outcome: Outcome<unknown>): boolean {
		this.problem = outcome.ok ? '' : messageFor(outcome.refusal);
		return outcome.ok;
	}

	#tell(
		outcome: Outcome<CardId>,
		id: CardId,
		to: ColumnId,
		spot: Spot,
		words: (title: string, column: string) => string
	): void {
		const card = this.live.view.card(id);
		const column = this.live.view.columns.find((other) => other.id === to);
		const lacks = !outcome.ok && (outcome.refusal.code === 'owner-required' || outcome.refusal.code === 'due-required');
		if (lacks && card && column) {
			this.problem = '';
			this.asking = { card, to: column, spot };
			return;
		}
		if (!this.try(outcome)) return;
		if (card && column) this.said = words(card.title, column.title);
		void keepFocusOn(id);
	}
}

export const [useBoardScreen, provideBoardScreen] = createContext<BoardScreen>();
