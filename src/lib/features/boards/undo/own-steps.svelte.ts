import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { CardId, ColumnId, Instant, PersonId } from '#domain/ids.ts';
import type { Outcome, Refusal } from '#domain/refusal.ts';
import { recordStep, type Step } from '#domain/undo/steps.ts';
import { undo } from '#domain/undo/undo.ts';
import type * as Y from 'yjs';
import { isWorthTelling, stepWords } from './step-words.ts';
import { UNDO_WORDS as words } from './words.ts';

/** A step and how it was named when it was done. */
export interface OwnStep {
	readonly words: string;
	readonly step: Step;
}

/** What the steps need of the board that they are done on. */
export interface StepBoard {
	readonly me: PersonId;
	/** Anew each time: it is another one after a new lineage. */
	readonly doc: () => Y.Doc;
	readonly now: () => Instant;
	readonly titleOf: (card: CardId) => string;
	readonly columnTitle: (column: ColumnId) => string;
	readonly nameOf: (person: PersonId) => string;
	readonly messageFor: (refusal: Refusal) => string;
	readonly history: (card: CardId) => Promise<readonly ActivityEntry[]>;
	readonly keep: (steps: readonly OwnStep[]) => void;
}

const STEPS_AT_MOST = 20;
const HEARD_AT_MOST = 500;
/** A step over more cards than these is judged by the document alone. */
const ASKED_AT_MOST = 5;
const ASK_MS = 2_000;

/** What one person did on a board and can take back, the last one first. */
export class OwnSteps {
	readonly #board: StepBoard;
	steps = $state.raw<readonly OwnStep[]>([]);
	/** What was just done, while it is offered back. */
	offered = $state.raw<OwnStep | null>(null);
	#heard: readonly ActivityEntry[] = [];
	#heardSince: Instant;
	#busy = false;

	constructor(board: StepBoard) {
		this.#board = board;
		this.#heardSince = board.now();
	}

	get last(): OwnStep | null {
		return this.steps.at(-1) ?? null;
	}

	/** Takes up what was done before a reload. */
	restore(steps: readonly OwnStep[]): void {
		this.steps = [...steps, ...this.steps].slice(-STEPS_AT_MOST);
	}

	/** What colleagues do, as the record tells it. */
	hear(entries: readonly ActivityEntry[]): void {
		const theirs = entries.filter(({ person, card }) => card !== null && person !== this.#board.me);
		this.#heard = [...this.#heard, ...theirs].slice(-HEARD_AT_MOST);
	}

	/** What happened up to now may not have been heard: the line was down. */
	missed(): void {
		this.#heardSince = this.#board.now();
	}

	/** Does something to these cards, and remembers what it changed. */
	record<T>(cards: readonly CardId[], operation: () => Outcome<T>): Outcome<T> {
		const { outcome, step } = recordStep(this.#board.doc(), cards, this.#board.now(), operation);
		if (step) this.#add({ words: stepWords(step, this.#board), step });
		return outcome;
	}

	/**
	 * @param own which step; the last one when it is left out.
	 * @returns what to tell the person: what was taken back, or why it was not.
	 */
	async undo(own: OwnStep | null = this.last): Promise<{ readonly ok: boolean; readonly words: string } | null> {
		if (!own || this.#busy) return null;
		this.#busy = true;
		const since = await this.#since(own.step);
		this.#busy = false;
		if (!this.steps.includes(own)) return null;
		this.steps = this.steps.filter((one) => one !== own);
		this.offered = null;
		this.#board.keep(this.steps);
		const { doc, me, now } = this.#board;
		const outcome = undo(doc(), own.step, me, now(), since);
		return outcome.ok ? { ok: true, words: words.undone(own.words) } : { ok: false, words: this.#why(outcome.refusal) };
	}

	#add(own: OwnStep): void {
		this.steps = [...this.steps, own].slice(-STEPS_AT_MOST);
		this.offered = isWorthTelling(own.step) ? own : null;
		this.#board.keep(this.steps);
	}

	#why(refusal: Refusal): string {
		const { nameOf, titleOf, messageFor } = this.#board;
		if (refusal.code === 'card-gone') return words.gone;
		if (refusal.code !== 'changed-since') return messageFor(refusal);
		return words.changedSince(refusal.by ? nameOf(refusal.by) : words.somebody, titleOf(refusal.card));
	}

	/** What colleagues did on the step's cards after it; asked of the server where this page was not listening. */
	async #since({ at, changes }: Step): Promise<readonly ActivityEntry[]> {
		const cards = new Set(changes.map(({ card }) => card));
		const asks = at < this.#heardSince && cards.size <= ASKED_AT_MOST;
		const told = asks ? await this.#ask([...cards]) : [];
		return [...this.#heard, ...told].filter((entry) => entry.at > at && cards.has(entry.card as CardId));
	}

	async #ask(cards: readonly CardId[]): Promise<readonly ActivityEntry[]> {
		const late = new Promise<readonly ActivityEntry[]>((resolve) => setTimeout(() => resolve([]), ASK_MS));
		const answers = cards.map((card) => this.#board.history(card).catch(() => []));
		return Promise.race([late, Promise.all(answers).then((entries) => entries.flat())]);
	}
}
