import type * as Y from 'yjs';
import { spliceBetween } from '#domain/board/text.ts';

/** One step of a Yjs delta over plain text. */
export interface DeltaStep {
	readonly retain?: number;
	readonly insert?: unknown;
	readonly delete?: number;
}

/**
 * Where a place in a text has gone by a change of it. A place inside deleted words goes to their start; one where
 * words were put in stays before them, so that a colleague's typing does not push a caret that only waits there.
 */
export function placeAfter(place: number, delta: readonly DeltaStep[]): number {
	let [from, to] = [0, 0];
	for (const { retain, insert, delete: removed } of delta) {
		if (from > place || (from === place && insert === undefined && removed === undefined)) break;
		if (retain !== undefined) {
			from += retain;
			to += retain;
		} else if (removed !== undefined) {
			if (place < from + removed) return to;
			from += removed;
		} else {
			if (from === place) return to;
			to += String(insert).length;
		}
	}
	return to + (place - from);
}

export interface TextState {
	readonly value: string;
	readonly start: number;
	readonly end: number;
}

/** What somebody typed into `shown`, repeated on a text that others changed meanwhile. */
export function rebase(
	shown: string,
	typed: TextState,
	now: string,
	deltas: readonly (readonly DeltaStep[])[]
): TextState {
	const splice = spliceBetween(shown, typed.value, typed.end);
	const through = (place: number) => deltas.reduce(placeAfter, place);
	if (!splice) return { value: now, start: through(typed.start), end: through(typed.end) };
	const at = through(splice.at);
	const origins = deltas.reduce(
		originsAfter,
		Array.from({ length: shown.length }, (_, i) => i)
	);
	const meant = (i: number) => origins[i]! >= splice.at && origins[i]! < splice.at + splice.remove;
	const rest = now
		.slice(at)
		.split('')
		.filter((_, i) => !meant(at + i))
		.join('');
	const caret = at + splice.insert.length;
	return { value: now.slice(0, at) + splice.insert + rest, start: caret, end: caret };
}

/** For each letter where it stood before the change; -1 for one that came with it. */
function originsAfter(before: readonly number[], delta: readonly DeltaStep[]): number[] {
	const after: number[] = [];
	let from = 0;
	for (const { retain, insert, delete: removed } of delta) {
		if (insert !== undefined) after.push(...Array.from({ length: String(insert).length }, () => -1));
		else if (retain !== undefined) after.push(...before.slice(from, from + retain));
		from += retain ?? removed ?? 0;
	}
	return [...after, ...before.slice(from)];
}

/** Writes what the person has typed, and where their caret stands. @returns whether it was taken. */
export type Write = (value: string, caret: number) => boolean;

/**
 * A field bound to a live text. Every key stroke is in the document at once; a colleague's words appear around the
 * caret, which stays between the same letters. While letters are being composed (accents, Chinese) the field is
 * nobody else's: both sides meet when the composition ends.
 */
export class LiveText {
	readonly #field: HTMLTextAreaElement;
	readonly #text: Y.Text;
	readonly #write: Write;
	/** What the document and the field last agreed on. */
	#shown: string;
	#composing = false;
	#missed: DeltaStep[][] = [];
	readonly #stop = new AbortController();

	constructor(field: HTMLTextAreaElement, text: Y.Text, write: Write) {
		this.#field = field;
		this.#text = text;
		this.#write = write;
		this.#shown = field.value = text.toString();
		const { signal } = this.#stop;
		text.observe(this.#onChange);
		field.addEventListener('input', () => this.#onInput(), { signal });
		field.addEventListener('compositionstart', () => void (this.#composing = true), { signal });
		field.addEventListener('compositionend', () => this.#onCompositionEnd(), { signal });
	}

	close(): void {
		if (this.#composing) this.#onCompositionEnd();
		this.#text.unobserve(this.#onChange);
		this.#stop.abort();
	}

	get #state(): TextState {
		const { value, selectionStart: start, selectionEnd: end } = this.#field;
		return { value, start, end };
	}

	#onInput(): void {
		if (this.#composing) return;
		const { value, end } = this.#state;
		if (this.#write(value, end)) this.#shown = value;
	}

	readonly #onChange = (event: Y.YTextEvent): void => {
		const delta = event.delta as DeltaStep[];
		if (this.#composing) return void this.#missed.push(delta);
		const { value, start, end } = this.#state;
		const now = this.#text.toString();
		if (value === now) this.#shown = now;
		else this.#show({ value: now, start: placeAfter(start, delta), end: placeAfter(end, delta) });
	};

	#onCompositionEnd(): void {
		this.#composing = false;
		const next = rebase(this.#shown, this.#state, this.#text.toString(), this.#missed);
		this.#missed = [];
		this.#show(next);
		if (this.#write(next.value, next.end)) this.#shown = next.value;
	}

	#show({ value, start, end }: TextState): void {
		this.#shown = value;
		if (this.#field.value === value) return;
		const { selectionDirection, scrollTop } = this.#field;
		this.#field.value = value;
		if (document.activeElement === this.#field) this.#field.setSelectionRange(start, end, selectionDirection);
		this.#field.scrollTop = scrollTop;
	}
}
