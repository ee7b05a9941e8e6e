import { createContext } from 'svelte';
import type * as Y from 'yjs';
import type { BoardListing, Colleague } from '$lib/client/api.ts';
import { PracticeClock } from '$lib/client/clock.svelte.ts';
import type { LiveBoard } from '$lib/client/live-board.svelte.ts';
import type { Present } from '$lib/client/presence.svelte.ts';
import { holdBoard, type Hold } from '$lib/client/shared-boards.ts';
import type { Session } from '$lib/client/session.ts';
import { can } from '#domain/access/can.ts';
import { archiveCards, archiveDone } from '#domain/board/archive.ts';
import { missingPromise, setField, type Spot } from '#domain/board/cards.ts';
import { moveCards } from '#domain/board/moving.ts';
import { columnOf, isLate } from '#domain/board/queries.ts';
import type { Card, Column } from '#domain/board/schema.ts';
import type { CardId, ColumnId, Due, PersonId } from '#domain/ids.ts';
import { done, type Outcome } from '#domain/refusal.ts';
import { Carry } from './carry.ts';
import { ColumnWork } from './columns/column-work.svelte.ts';
import { Finding } from './finding/finding.svelte.ts';
import { Hand } from './hand.svelte.ts';
import { focusUnlessElsewhere, keepFocusOn } from './keep-focus.ts';
import type { Sight } from './landing.ts';
import { Claims } from './panel/claims.svelte.ts';
import { MentionNotices } from './panel/mention-notices.svelte.ts';
import { messageFor } from './refusal-messages.ts';
import type { OwnSteps } from './undo/own-steps.svelte.ts';
import { stepsOn } from './undo/steps-on.ts';
import { WORDS } from './words.ts';

/** Cards that wait for an owner and a due time before they can go where they shall. */
export interface PendingMove {
	readonly cards: readonly Card[];
	readonly to: Column;
	readonly spot: Spot;
}

/** What is said of a move that was done. */
type Told = (name: string, column: string) => string;

/** One board on one person's screen: what they see of it, and what their gestures do. */
export class BoardScreen implements Sight {
	readonly board: BoardListing;
	readonly live: LiveBoard;
	readonly clock: PracticeClock;
	readonly hand: Hand = new Hand(this);
	readonly carry: Carry = new Carry(this);
	readonly columnWork: ColumnWork = new ColumnWork(this);
	readonly finding: Finding = new Finding(this);
	readonly claims: Claims;
	readonly mentions: MentionNotices;
	/** What this person did here and can take back. */
	readonly own: OwnSteps;
	readonly #hold: Hold;
	readonly #stopHearing: () => void;
	#session: Session = $state.raw() as Session;

	/** The move that asks "who and by when?". */
	asking = $state.raw<PendingMove | null>(null);
	/** For the ear: what a gesture has just done. */
	said = $state('');
	/** Why the last gesture was refused. */
	problem = $state('');
	/** The card that stands open beside the board. */
	open = $state.raw<CardId | null>(null);

	/** @param shown whether colleagues see this person on the board. */
	constructor(session: Session, board: BoardListing, shown = true) {
		this.#session = session;
		this.board = board;
		this.clock = new PracticeClock(session.me.practice.timeZone);
		const mayEdit = can(session.me.person, 'edit-board', board);
		this.#hold = holdBoard({ board, me: session.me, mayEdit });
		this.#hold.appear(shown);
		this.live = this.#hold.live;
		this.claims = new Claims(this.clock, () => this.live.serverNow());
		this.mentions = new MentionNotices(this.me, () => this.session.people);
		this.own = stepsOn(this);
		this.#stopHearing = this.live.onActivity((entries) => {
			this.own.hear(entries);
			this.mentions.hear(entries);
		});
	}

	get session(): Session {
		return this.#session;
	}

	/** People and boards may have changed since the board was opened. */
	refresh(session: Session): void {
		this.#session = session;
	}

	leave(withinMs: number): void {
		this.#stopHearing();
		this.#hold.release(withinMs);
	}

	/** Whether gestures are offered at all: a viewer only reads. */
	get mayEdit(): boolean {
		return this.live.mayEdit;
	}

	/** Whether this person may change the columns. */
	get mayManage(): boolean {
		return this.mayEdit && can(this.#session.me.person, 'manage-board', this.board);
	}

	get me(): PersonId {
		return this.#session.me.person.id;
	}

	/** From left to right. */
	get columns(): readonly Column[] {
		return this.live.view.columns;
	}

	/** The cards that this person sees in each column; a drop is relative to them. */
	get shown(): ReadonlyMap<ColumnId, readonly Card[]> {
		return this.finding.shown;
	}

	get lanes(): boolean {
		return this.finding.lanes;
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

	/** Moves cards together; when some still lack an owner or a due time there, asks for them first. */
	move(ids: readonly CardId[], to: ColumnId, spot: Spot = 'top', told: Told = WORDS.move.moved): void {
		if (!this.mayEdit) return;
		const cards = ids.flatMap((id) => this.live.view.card(id) ?? []);
		const column = this.columns.find(({ id }) => id === to) ?? null;
		const lacking = cards.filter((card) => missingPromise(card, column) !== null);
		this.problem = '';
		if (column && lacking.length > 0) {
			this.asking = { cards, to: column, spot };
			return;
		}
		const moved = this.own.record(ids, () => moveCards(this.live.doc, ids, to, spot, this.live.serverNow()));
		this.#tell(moved, cards, column, told);
	}

	finish(id: CardId): void {
		const column = this.columns.find(({ kind }) => kind === 'done');
		this.move([id], column?.id ?? ('done' as ColumnId), 'top', WORDS.move.finished);
	}

	/** Gives the waiting cards what they lacked, and moves them; what they had stays. */
	answer(owner: PersonId, due: Due): void {
		const move = this.asking;
		if (!move) return;
		this.asking = null;
		const { doc } = this.live;
		const { cards, to, spot } = move;
		const one = cards.length === 1;
		const outcome = this.own.record<unknown>(idsOf(cards), () => {
			for (const card of cards) {
				const given = one || !card.owner ? setField(doc, card.id, 'owner', owner) : done(card.id);
				const promised = one || !card.due ? setField(doc, card.id, 'due', due) : done(card.id);
				const refused = [given, promised].find(({ ok }) => !ok);
				if (refused) return refused;
			}
			return moveCards(doc, idsOf(cards), to.id, spot, this.live.serverNow());
		});
		this.#tell(outcome, cards, to, WORDS.move.moved);
	}

	giveTo(ids: readonly CardId[], owner: PersonId): void {
		if (!this.mayEdit) return;
		const { doc } = this.live;
		let given = 0;
		this.do(ids, () => {
			const outcomes = ids.map((id) => setField(doc, id, 'owner', owner));
			given = outcomes.filter(({ ok }) => ok).length;
			return outcomes.find(({ ok }) => !ok) ?? outcomes[0]!;
		});
		if (given > 0) this.said = WORDS.selected.given(given, this.nameOf(owner));
	}

	archive(ids: readonly CardId[]): void {
		if (!this.mayEdit) return;
		const outcome = this.own.record(ids, () => archiveCards(this.live.doc, ids, this.live.serverNow()));
		if (this.try(outcome) && outcome.ok) this.said = WORDS.selected.archived(outcome.value.length);
	}

	/** Puts away what is finished in a column. */
	archiveDone(column: ColumnId): void {
		if (!this.mayEdit) return;
		const ids = this.live.view.cardsByColumn.get(column)?.map(({ id }) => id) ?? [];
		const outcome = this.own.record(ids, () => archiveDone(this.live.doc, this.live.serverNow(), column));
		if (this.try(outcome) && outcome.ok) this.said = WORDS.selected.archived(outcome.value.length);
	}

	/** Does something to cards that can be taken back. @returns whether the rules said yes. */
	do(ids: readonly CardId[], operation: (doc: Y.Doc) => Outcome<unknown>): boolean {
		return this.try(this.own.record(ids, () => operation(this.live.doc)));
	}

	/** Takes back what this person did last, or says why not. */
	async undo(): Promise<void> {
		const [change] = this.own.last?.step.changes ?? [];
		const told = await this.own.undo();
		if (!told) return;
		this.problem = told.ok ? '' : told.words;
		if (!told.ok) return;
		this.said = told.words;
		// The button that offered it goes with the step.
		if (change) void focusUnlessElsewhere(this, change.card);
	}

	/** Shows why a rule said no. @returns whether it said yes. */
	try(outcome: Outcome<unknown>): boolean {
		this.problem = outcome.ok ? '' : messageFor(outcome.refusal);
		return outcome.ok;
	}

	#tell(outcome: Outcome<unknown>, cards: readonly Card[], to: Column | null, told: Told): void {
		const [first] = cards;
		if (!this.try(outcome) || !first || !to) return;
		const name = cards.length === 1 ? first.title : WORDS.selected.cards(cards.length);
		this.said = `${told(name, to.title)}${this.#warning(to)}`;
		void keepFocusOn(this, first.id);
	}

	/** A WIP limit warns, it never refuses. */
	#warning({ id, wipLimit }: Column): string {
		const count = this.live.view.cardsByColumn.get(id)?.length ?? 0;
		return wipLimit !== null && count > wipLimit ? `. ${WORDS.column.overLimit(count, wipLimit)}` : '';
	}
}

const idsOf = (cards: readonly Card[]): CardId[] => cards.map(({ id }) => id);

export const [useBoardScreen, provideBoardScreen] = createContext<BoardScreen>();
