import type * as Y from 'yjs';
import { handOver, Problem } from '$lib/client/api.ts';
import { newCardId, newOutcomeId } from '$lib/client/new-ids.ts';
import { t } from '$lib/messages/messages.ts';
import { finishCard, setField } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { goOn, goToCard } from '#domain/huddle/leading.ts';
import { addFinding, noteDecision, parkCard, reasonOf, stateOf, withdrawDecision } from '#domain/huddle/outcomes.ts';
import type { CardState, Decision, Ending, Finding } from '#domain/huddle/schema.ts';
import type { CardId, Due, PersonId } from '#domain/ids.ts';
import type { Outcome } from '#domain/refusal.ts';
import type { BoardScreen } from '../boards/board-screen.svelte.ts';
import { messageFor } from '../boards/refusal-messages.ts';
import type { Place } from './departments.svelte.ts';
import type { HuddleScreen, Seen } from './huddle-screen.svelte.ts';
import { outcomeWords } from './outcome-words.ts';
import { isSaved } from './saved.ts';
import { takeBackOf, type TakeBack } from './take-back.ts';

const words = t.huddle.endings;

/** The last decision of this person, and how it is taken back. */
export interface LastDecision {
	readonly decision: Decision;
	readonly words: string;
	readonly takeBack: TakeBack;
}

/** What came up, as it was written. */
export interface Found {
	readonly title: string;
	readonly owner: PersonId | null;
	readonly due: Due | null;
}

/** What a decision changed. */
type Change = Pick<Decision, 'kind' | 'card' | 'board' | 'after'> & { readonly before: CardState | null };

/** What this person decides at a huddle: each is a change on a board under their name, and a line of the minutes. */
export class Decisions {
	readonly #huddle: HuddleScreen;
	busy = $state(false);
	/** Decided here, and changed nothing: there is nothing to take back but the word. */
	#idle = $state.raw<readonly string[]>([]);
	/** What could not be taken back is not offered again. */
	#stays = $state.raw<readonly string[]>([]);

	constructor(huddle: HuddleScreen) {
		this.#huddle = huddle;
	}

	readonly last: LastDecision | null = $derived.by(() => {
		const decision = this.#huddle.huddle?.decisions.findLast(({ by }) => by === this.#huddle.me);
		if (!decision || this.#stays.includes(decision.id)) return null;
		const takeBack = this.#idle.includes(decision.id) ? async () => null : takeBackOf(this.#huddle, decision);
		return takeBack && { decision, words: this.#wordsOf(decision), takeBack };
	});

	newDate(seen: Seen, due: Due): boolean {
		return this.#end(seen, 'date', (doc, card) => setField(doc, card, 'due', due));
	}

	newOwner(seen: Seen, owner: PersonId): boolean {
		return this.#end(seen, 'owner', (doc, card) => setField(doc, card, 'owner', owner));
	}

	park(seen: Seen): boolean {
		return this.#end(seen, 'park', parkCard);
	}

	finish(seen: Seen): boolean {
		const now = this.#huddle.now();
		return this.#end(seen, 'done', (doc, card) => finishCard(doc, card, now));
	}

	/** The reason is a comment on the card: the huddle itself keeps no words. */
	keepAsIs(seen: Seen, reason: string): boolean {
		const { me } = this.#huddle;
		const id = newOutcomeId(me);
		const text = reason.trim() === '' ? '' : words.noChange(reason.trim());
		const comment = { id: reasonOf(id), author: me, text };
		return this.#end(seen, 'unchanged', (doc, card) => addComment(doc, card, comment, this.#huddle.now()), id);
	}

	/** The server's work, since the card goes with all that is written on it. */
	async handOver({ ref, screen, card }: Seen, to: Pick<Place, 'id' | 'title'>): Promise<void> {
		if (!screen || !card || this.busy) return;
		const board = screen.board.id;
		const before = stateOf(screen.live.doc, board, card.id);
		const walked = this.#placeOf(ref.card) !== null;
		if (!(await this.#send(screen, card.id, to, null))) return;
		const after = { board: to.id, column: null, owner: null, due: card.due };
		this.#note({ kind: 'hand-over', card: ref.card, board, before, after });
		if (walked) this.#huddle.lead(goOn);
	}

	/**
	 * A new card for what came up. On a board where this person does not work it is made on their own and handed over:
	 * it lands in the inbox there. @returns whether it was made; why not stands in `problem`.
	 */
	async find(kind: Finding, place: Place, found: Found): Promise<boolean> {
		const huddle = this.#huddle;
		const screen = place.mine ? huddle.screenOf(place.id) : huddle.departments.home;
		if (!screen || this.busy) return false;
		const id = newCardId();
		const now = huddle.now();
		const origin = { kind: 'person', person: huddle.me, at: now } as const;
		const make = () => addFinding(screen.live.doc, { ...found, id, origin }, now);
		const made = screen.own.record([id], make);
		huddle.problem = made.ok ? '' : messageFor(made.refusal);
		if (!made.ok) return false;
		const step = screen.own.last;
		if (!place.mine && !(await this.#send(screen, id, place, found.owner))) {
			await screen.own.undo(step);
			return false;
		}
		const state = stateOf(screen.live.doc, screen.board.id, id)!;
		const after = place.mine ? state : { ...state, board: place.id, column: null };
		this.#note({ kind, card: id, board: place.id, before: null, after });
		huddle.said = t.huddle.findings.added(found.title, place.title);
		return true;
	}

	/** Takes the last one back, and returns to its card. */
	async undo(): Promise<void> {
		const { last } = this;
		const huddle = this.#huddle;
		if (!last || this.busy) return;
		this.busy = true;
		const wrong = await last.takeBack().catch(() => words.cannotUndo);
		this.busy = false;
		huddle.problem = wrong ?? '';
		if (wrong !== null) return void (this.#stays = [...this.#stays, last.decision.id]);
		withdrawDecision(huddle.live.doc, last.decision.id, huddle.me, huddle.now());
		huddle.said = words.undone(last.words);
		const at = last.decision.before && this.#placeOf(last.decision.card);
		if (at !== null && huddle.leading) huddle.lead((doc, me, now) => goToCard(doc, me, at, now));
	}

	/** Does it on the board, notes it, and goes on. @param id of the decision, where what it does needs it. */
	#end(
		{ ref, screen, card }: Seen,
		kind: Ending,
		change: (doc: Y.Doc, card: CardId) => Outcome<unknown>,
		id?: string
	): boolean {
		if (!screen || !card) return false;
		const { doc } = screen.live;
		const board = screen.board.id;
		const before = stateOf(doc, board, card.id);
		const { steps } = screen.own;
		const outcome = screen.own.record([card.id], () => change(doc, card.id));
		this.#huddle.problem = outcome.ok ? '' : messageFor(outcome.refusal);
		if (!outcome.ok) return false;
		const noted = this.#note({ kind, card: card.id, board, before, after: stateOf(doc, board, card.id)! }, id);
		if (kind !== 'unchanged' && screen.own.steps === steps) this.#idle = [...this.#idle, noted];
		if (this.#placeOf(ref.card) !== null && this.#huddle.leading) this.#huddle.lead(goOn);
		return true;
	}

	/** Gives a card to another board. @returns whether it went; why not stands in `problem`. */
	async #send(
		from: BoardScreen,
		card: CardId,
		to: Pick<Place, 'id' | 'title'>,
		owner: PersonId | null
	): Promise<boolean> {
		this.busy = true;
		this.#huddle.problem = '';
		try {
			if (!(await isSaved(from))) throw new Error('unsaved');
			await handOver(from.board.id, card, { to: to.id, owner });
			return true;
		} catch (error) {
			this.#huddle.problem = error instanceof Problem ? words.handOverFailed : words.handOverOffline;
			return false;
		} finally {
			this.busy = false;
		}
	}

	#note(change: Change, id = newOutcomeId(this.#huddle.me)): string {
		const { me, live } = this.#huddle;
		const decision = { ...change, id, by: me, at: this.#huddle.now() };
		noteDecision(live.doc, decision);
		this.#huddle.said = outcomeWords(decision, this.#huddle.words);
		return id;
	}

	#wordsOf(decision: Decision): string {
		const told = outcomeWords(decision, this.#huddle.words);
		return decision.before ? told : `${told}: ${this.#huddle.titleOf(decision)}`;
	}

	/** Which card of the walk it is. */
	#placeOf(card: CardId): number | null {
		const at = this.#huddle.huddle?.agenda.walk.findIndex((one) => one.card === card) ?? -1;
		return at >= 0 ? at : null;
	}
}
