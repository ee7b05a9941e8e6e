import { keepDraft, readDraft, type DraftPlace } from '$lib/client/drafts.ts';
import { newCardId } from '$lib/client/new-ids.ts';
import { labelsInUse } from '#domain/board/labels.ts';
import type { Category, Column, Priority } from '#domain/board/schema.ts';
import type { Captured, CaptureContext, Ignored, SpanKind } from '#domain/capture/captured.ts';
import type { Completion, Completions } from '#domain/capture/completions.ts';
import type { PatientWords } from '#domain/capture/patient-words.ts';
import type { CardId, Due, PersonId } from '#domain/ids.ts';
import { later } from '../../later/later.ts';
import type { BoardScreen } from '../board-screen.svelte.ts';
import { addCaptured } from './adding.ts';
import type { Chip } from './chips.ts';
import { CAPTURE_WORDS } from './words.ts';

const understanding = later(() => import('./understanding.ts'));
type Understanding = Awaited<ReturnType<typeof understanding>>;

/** A line that nothing is understood in: all of it is the title. */
const asWritten = (text: string): Captured => ({
	...{ title: text.replace(/\s+/g, ' ').trim(), owner: null, due: null, category: null, priority: null, patient: null },
	...{ labels: [], spans: [], warnings: [] }
});

/** The line that somebody types, what it is understood as, and what may stand in the place of the mark at the caret. */
export class CaptureLine {
	readonly #screen: BoardScreen;
	readonly #place: DraftPlace;
	#text = $state('');
	#ignored: readonly Ignored[] = $state.raw([]);
	/** Null until its code is here. */
	#understanding: Understanding | null = $state.raw(null);
	#active = $state(-1);
	/** Where the mark begins whose list was put away. */
	#putAway: number | null = $state(null);
	caret = $state(0);

	constructor(screen: BoardScreen, place: DraftPlace) {
		this.#screen = screen;
		this.#place = place;
		this.#text = readDraft(screen.me, place);
		this.caret = this.#text.length;
		if (this.#text !== '') void this.understand();
	}

	/** Fetches what understands a line. Where that cannot be had, a line makes a card as it is written. */
	async understand(): Promise<Understanding | null> {
		return (this.#understanding ??= await understanding().catch(() => null));
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

	readonly captured: Captured = $derived.by(
		() => this.#understanding?.parseCapture(this.#text, this.context, this.#ignored) ?? asWritten(this.#text)
	);

	readonly chips: readonly Chip[] = $derived.by(
		() =>
			this.#understanding?.chipsOf(this.captured, { clock: this.#screen.clock.now, nameOf: this.#screen.nameOf }) ?? []
	);

	readonly #offered: Completions | null = $derived.by(
		() => this.#understanding?.completions(this.#text, this.caret, this.#screen.owners, this.labels) ?? null
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
		this.#rewrite('owner', this.#markOf(person));
	}

	setDue(due: Due): void {
		this.#rewrite('due', this.#understanding!.dueMark(due, this.#screen.clock.now));
	}

	setCategory(category: Category): void {
		this.#rewrite('category', `#${category}`);
	}

	setPriority(priority: Priority): void {
		this.#rewrite('priority', `!${priority}`);
	}

	/** One of several people who answer to what was written. */
	choose(person: PersonId, from: number, to: number): void {
		this.#put(`${this.#text.slice(0, from)}${this.#markOf(person)}${this.#text.slice(to)}`);
	}

	moveToPatient(words: PatientWords): void {
		this.#put(this.#understanding!.markPatient(this.#text, words) ?? this.#text);
	}

	/** Makes the card; the line is empty for the next one then. @returns null when a rule said no, which is told. */
	async add(column: Column): Promise<CardId | null> {
		await this.understand();
		if (this.#text.trim() === '') return null;
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

	#markOf(person: PersonId): string {
		const { owners } = this.#screen;
		return this.#understanding!.ownerMark(
			owners.find(({ id }) => id === person)!,
			owners
		);
	}

	/** The line goes on at its end. */
	#put(text: string): void {
		this.text = text;
		this.caret = text.length;
	}

	#rewrite(kind: SpanKind, words: string): void {
		const spans = this.captured.spans.filter((span) => span.kind === kind);
		this.#ignored = this.#ignored.filter((one) => (typeof one === 'string' ? one : one.kind) !== kind);
		this.#put(`${this.#understanding!.rewritten(this.#text, spans, words)} `);
		this.#putAway = this.#offered?.from ?? null;
	}
}
