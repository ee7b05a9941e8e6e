import { keepDraft, readDraft, type DraftPlace } from '$lib/client/drafts.ts';
import { newCardId } from '$lib/client/new-ids.ts';
import { labelsInUse } from '#domain/board/labels.ts';
import type { Category, Column, Priority } from '#domain/board/schema.ts';
import type { Captured, CaptureContext, Ignored, SpanKind } from '#domain/capture/captured.ts';
import { parseCapture } from '#domain/capture/capture.ts';
import { completions, type Completion, type Completions } from '#domain/capture/completions.ts';
import { markPatient, type PatientWords } from '#domain/capture/patient-words.ts';
import type { CardId, Due, PersonId } from '#domain/ids.ts';
import type { BoardScreen } from '../board-screen.svelte.ts';
import { addCaptured } from './adding.ts';
import { chipsOf, dueMark, ownerMark, rewritten, type Chip } from './chips.ts';
import { CAPTURE_WORDS } from './words.ts';

/** The line that somebody types, what it is understood as, and what may stand in the place of the mark at the caret. */
export class CaptureLine {
	readonly #screen: BoardScreen;
	readonly #place: DraftPlace;
	#text = $state('');
	#ignored: readonly Ignored[] = $state.raw([]);
	#active = $state(-1);
	/** Where the mark begins whose list was put away. */
	#putAway: number | null = $state(null);
	caret = $state(0);

	constructor(screen: BoardScreen, place: DraftPlace) {
		this.#screen = screen;
		this.#place = place;
		this.#text = readDraft(screen.me, place);
		this.caret = this.#text.length;
	}

	get text(): string {
		return this.#text;
	}

	/** Kept on the device at every key. */
	set text(text: string) {
		this.#text = text;
		if (text === '') this.#ignored = [];
		if (this.#putAway !== null && !/[@#!]/.test(text.charAt(this.#putAway))) this.#putAway = null;
		this.#active = -1;
		keepDraft(this.#screen.me, this.#place, text);
	}

	readonly labels: readonly string[] = $derived.by(() =>
		labelsInUse([...this.#screen.live.view.cardsByColumn.values()].flat())
	);

	readonly context: CaptureContext = $derived.by(() => ({
		people: this.#screen.owners,
		me: this.#screen.me,
		clock: this.#screen.clock.now,
		labels: this.labels
	}));

	readonly captured: Captured = $derived.by(() => parseCapture(this.#text, this.context, this.#ignored));

	readonly chips: readonly Chip[] = $derived.by(() =>
		chipsOf(this.captured, { clock: this.#screen.clock.now, nameOf: this.#screen.nameOf })
	);

	readonly #offered: Completions | null = $derived.by(() =>
		completions(this.#text, this.caret, this.#screen.owners, this.labels)
	);

	/** Nothing is offered where all that is offered is written already. */
	readonly completions: Completions | null = $derived.by(() => {
		const offered = this.#offered;
		if (!offered || offered.from === this.#putAway) return null;
		const written = this.#text.slice(offered.from, offered.to).toLowerCase();
		return offered.options.length === 1 && offered.options[0]!.insert.toLowerCase() === written ? null : offered;
	});

	/**
	 * The option that Enter takes. Where the mark means something as it stands, Enter means the card, and an option is
	 * first gone to with an arrow.
	 */
	readonly active: number = $derived.by(() => {
		if (this.#active >= 0 || !this.completions) return this.#active;
		const { from } = this.completions;
		return this.captured.spans.some((span) => span.from <= from && from < span.to) ? -1 : 0;
	});

	step(by: 1 | -1): void {
		const count = this.completions?.options.length ?? 0;
		if (count > 0) this.#active = (this.active + by + (this.active < 0 && by < 0 ? 1 : 0) + count) % count;
	}

	putAway(): void {
		this.#putAway = this.completions?.from ?? null;
	}

	/** @returns where the caret goes. */
	complete({ insert }: Completion): number {
		const { from, to } = this.completions!;
		const rest = this.#text.slice(to).replace(/^\s/, '');
		this.text = `${this.#text.slice(0, from)}${insert} ${rest}`;
		this.#putAway = from;
		return (this.caret = from + insert.length + 1);
	}

	/** The words of a chip go back into the title, and stay there while the line grows. */
	takeBack({ spans }: Chip): void {
		this.#ignored = [...this.#ignored, ...spans.map(({ kind, text }) => ({ kind, text }))];
	}

	setOwner(person: PersonId): void {
		const { owners } = this.#screen;
		this.#rewrite(
			'owner',
			ownerMark(
				owners.find(({ id }) => id === person)!,
				owners
			)
		);
	}

	setDue(due: Due): void {
		this.#rewrite('due', dueMark(due, this.#screen.clock.now));
	}

	setCategory(category: Category): void {
		this.#rewrite('category', `#${category}`);
	}

	setPriority(priority: Priority): void {
		this.#rewrite('priority', `!${priority}`);
	}

	/** One of several people who answer to what was written. */
	choose(person: PersonId, from: number, to: number): void {
		const { owners } = this.#screen;
		const mark = ownerMark(
			owners.find(({ id }) => id === person)!,
			owners
		);
		this.#put(`${this.#text.slice(0, from)}${mark}${this.#text.slice(to)}`);
	}

	moveToPatient(words: PatientWords): void {
		this.#put(markPatient(this.#text, words) ?? this.#text);
	}

	/** Makes the card; the line is empty for the next one then. @returns null when a rule said no, which is told. */
	add(column: Column): CardId | null {
		const { live, me } = this.#screen;
		const adding = { doc: live.doc, me, at: live.serverNow(), labels: this.labels };
		const { title } = this.captured;
		const id = newCardId();
		const outcome = this.#screen.own.record([id], () => addCaptured(adding, this.captured, column, id));
		if (!this.#screen.try(outcome) || !outcome.ok) return null;
		this.#screen.said = CAPTURE_WORDS.added(title);
		this.text = '';
		this.#putAway = null;
		return outcome.value;
	}

	/** The line goes on at its end. */
	#put(text: string): void {
		this.text = text;
		this.caret = text.length;
	}

	#rewrite(kind: SpanKind, words: string): void {
		const spans = this.captured.spans.filter((span) => span.kind === kind);
		this.#ignored = this.#ignored.filter((one) => (typeof one === 'string' ? one : one.kind) !== kind);
		this.#put(`${rewritten(this.#text, spans, words)} `);
		this.#putAway = this.#offered?.from ?? null;
	}
}
