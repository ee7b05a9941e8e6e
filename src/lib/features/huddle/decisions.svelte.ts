import type * as Y from 'yjs';
import { handOver, handOverTargets, Problem, type HandOverTarget } from '$lib/client/api.ts';
import { newCardId, newCommentId, newOutcomeId } from '$lib/client/new-ids.ts';
import { t } from '$lib/messages/messages.ts';
import { finishCard, setField } from '#domain/board/cards.ts';
import { addComment, removeComment } from '#domain/board/comments.ts';
import { goOn, goToCard } from '#domain/huddle/leading.ts';
import { addFinding, noteDecision, parkCard, stateOf, withdrawDecision } from '#domain/huddle/outcomes.ts';
import type { Ending, Finding, OutcomeKind } from '#domain/huddle/schema.ts';
import type { BoardId, CardId, Due, PersonId } from '#domain/ids.ts';
import type { Outcome } from '#domain/refusal.ts';
import type { BoardScreen } from '../boards/board-screen.svelte.ts';
import { messageFor } from '../boards/refusal-messages.ts';
import { dueWords } from '../boards/time-words.ts';
import type { HuddleScreen, Seen } from './huddle-screen.svelte.ts';

const words = t.huddle.endings;

/** The last decision of this screen, and how it is taken back. */
export interface LastDecision {
	readonly id: string;
	readonly words: string;
	/** Which card of the walk it ended; null for a new card. */
	readonly at: number | null;
	/** @returns what could not be taken back, in words. */
	readonly takeBack: () => Promise<string | null>;
}

/** How long a change may take to reach the server before a card is handed over without it. */
const SAVED_WITHIN_MS = 5_000;

/** What this person decides at a huddle: each is a change on a board under their name, and a line of the minutes. */
export class Decisions {
	readonly #huddle: HuddleScreen;
	#targets = $state.raw<readonly HandOverTarget[]>([]);
	last = $state.raw<LastDecision | null>(null);
	busy = $state(false);

	constructor(huddle: HuddleScreen) {
		this.#huddle = huddle;
	}

	/** Boards that cards can go to, also those that this person cannot open; asked once, for a huddle takes ten minutes. */
	async askTargets(): Promise<void> {
		const from = this.#huddle.boards.filter(({ mayEdit }) => mayEdit).slice(0, 2);
		const answers = await Promise.all(from.map(({ board }) => handOverTargets(board.id).catch(() => [])));
		const all = new Map(answers.flat().map((target) => [target.id, target]));
		this.#targets = [...all.values()];
	}

	targetsFor(board: BoardId): readonly Pick<HandOverTarget, 'id' | 'title' | 'department'>[] {
		const own = this.#huddle.boards.map(({ board: { id, title, department } }) => ({ id, title, department }));
		const all = new Map([...own, ...this.#targets].map((target) => [target.id, target]));
		return [...all.values()].filter(({ id }) => id !== board);
	}

	titleOf(board: BoardId): string | null {
		return this.#targets.find(({ id }) => id === board)?.title ?? null;
	}

	newDate(seen: Seen, due: Due): boolean {
		const told = t.huddle.outcomes.date(dueWords(due, this.#huddle.clock.now));
		return this.#end(seen, 'date', told, (doc, card) => setField(doc, card, 'due', due));
	}

	newOwner(seen: Seen, owner: PersonId): boolean {
		const told = t.huddle.outcomes.owner(this.#huddle.nameOf(owner));
		return this.#end(seen, 'owner', told, (doc, card) => setField(doc, card, 'owner', owner));
	}

	park(seen: Seen): boolean {
		return this.#end(seen, 'park', t.huddle.outcomes.park, parkCard);
	}

	finish(seen: Seen): boolean {
		const now = this.#huddle.now();
		return this.#end(seen, 'done', t.huddle.outcomes.done, (doc, card) => finishCard(doc, card, now));
	}

	/** The reason is a comment on the card: the huddle itself keeps no words. */
	keepAsIs(seen: Seen, reason: string): boolean {
		const { me } = this.#huddle;
		const id = newCommentId();
		const text = reason.trim() === '' ? '' : words.noChange(reason.trim());
		const comment = { id, author: me, text };
		return this.#end(
			seen,
			'unchanged',
			t.huddle.outcomes.unchanged,
			(doc, card) => addComment(doc, card, comment, this.#huddle.now()),
			(doc, card) => removeComment(doc, card, id, me)
		);
	}

	/** The server's work, since the card goes with all that is written on it. */
	async handOver({ ref, screen, card }: Seen, to: Pick<HandOverTarget, 'id' | 'title'>): Promise<void> {
		if (!screen || !card || this.busy) return;
		const huddle = this.#huddle;
		const before = stateOf(screen.live.doc, screen.board.id, card.id);
		const at = this.#placeOf(ref.card);
		this.busy = true;
		huddle.problem = '';
		try {
			if (!(await isSaved(screen))) throw new Error('unsaved');
			await handOver(screen.board.id, card.id, { to: to.id, owner: null });
			const after = { board: to.id, column: null, owner: null, due: card.due };
			const told = t.huddle.outcomes.handOver(to.title);
			this.#note('hand-over', ref.card, screen.board.id, before, after, told, at, async () => {
				const back = huddle.screenOf(to.id);
				if (!back?.mayEdit || !(await isSaved(back))) return words.cannotUndo;
				await handOver(to.id, card.id, { to: screen.board.id, owner: card.owner });
				huddle.said = words.handedBack(screen.board.title);
				return null;
			});
			if (at !== null) huddle.lead(goOn);
		} catch (error) {
			huddle.problem = error instanceof Problem ? words.handOverFailed : words.handOverOffline;
		} finally {
			this.busy = false;
		}
	}

	/** A new card for what came up. @returns whether it was made; why not stands in `problem`. */
	find(kind: Finding, screen: BoardScreen, title: string, owner: PersonId | null, due: Due | null): boolean {
		const { me } = this.#huddle;
		const id = newCardId();
		const now = this.#huddle.now();
		const origin = { kind: 'person', person: me, at: now } as const;
		const made = screen.own.record([id], () => addFinding(screen.live.doc, { id, title, owner, due, origin }, now));
		this.#huddle.problem = made.ok ? '' : messageFor(made.refusal);
		if (!made.ok) return false;
		const told = t.huddle.findings.added(title, screen.board.title);
		this.#note(kind, id, screen.board.id, null, stateOf(screen.live.doc, screen.board.id, id)!, told, null, () =>
			this.#undoOn(screen)
		);
		return true;
	}

	/** Takes the last one back, and returns to its card. */
	async undo(): Promise<void> {
		const { last } = this;
		const huddle = this.#huddle;
		if (!last || this.busy) return;
		this.busy = true;
		this.last = null;
		const wrong = await last.takeBack().catch(() => words.cannotUndo);
		this.busy = false;
		huddle.problem = wrong ?? '';
		if (wrong !== null) return;
		withdrawDecision(huddle.live.doc, last.id, huddle.me, huddle.now());
		huddle.said = words.undone(last.words);
		const { at } = last;
		if (at !== null && huddle.leading) huddle.lead((doc, me, now) => goToCard(doc, me, at, now));
	}

	/** Does it on the board, notes it, and goes on. */
	#end(
		{ ref, screen, card }: Seen,
		kind: Ending,
		told: string,
		change: (doc: Y.Doc, card: CardId) => Outcome<unknown>,
		back?: (doc: Y.Doc, card: CardId) => Outcome<unknown>
	): boolean {
		if (!screen || !card) return false;
		const { doc } = screen.live;
		const board = screen.board.id;
		const before = stateOf(doc, board, card.id);
		const steps = screen.own.last;
		const outcome = back ? change(doc, card.id) : screen.own.record([card.id], () => change(doc, card.id));
		this.#huddle.problem = outcome.ok ? '' : messageFor(outcome.refusal);
		if (!outcome.ok) return false;
		const changed = screen.own.last !== steps;
		const at = this.#placeOf(ref.card);
		this.#note(kind, card.id, board, before, stateOf(doc, board, card.id)!, told, at, async () => {
			if (back) return tellRefusal(back(screen.live.doc, card.id));
			return changed ? this.#undoOn(screen) : null;
		});
		if (at !== null && this.#huddle.leading) this.#huddle.lead(goOn);
		return true;
	}

	async #undoOn(screen: BoardScreen): Promise<string | null> {
		const undone = await screen.own.undo();
		return undone?.ok === false ? undone.words : null;
	}

	#note(
		kind: OutcomeKind,
		card: CardId,
		board: BoardId,
		before: ReturnType<typeof stateOf>,
		after: NonNullable<ReturnType<typeof stateOf>>,
		told: string,
		at: number | null,
		takeBack: LastDecision['takeBack']
	): void {
		const { me, live } = this.#huddle;
		const id = newOutcomeId(me);
		noteDecision(live.doc, { id, board, card, kind, by: me, at: this.#huddle.now(), before, after });
		this.#huddle.said = told;
		this.last = { id, words: told, at, takeBack };
	}

	/** Which card of the walk it is. */
	#placeOf(card: CardId): number | null {
		const at = this.#huddle.huddle?.agenda.walk.findIndex((one) => one.card === card) ?? -1;
		return at >= 0 ? at : null;
	}
}

const tellRefusal = (outcome: Outcome<unknown>): string | null => (outcome.ok ? null : messageFor(outcome.refusal));

/** Waits until the server has what was done on a board: a card is handed over with all of it. */
async function isSaved({ live }: BoardScreen): Promise<boolean> {
	const until = Date.now() + SAVED_WITHIN_MS;
	while (live.status.kind === 'saving' && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
	return live.status.kind === 'saved';
}
