import type * as Y from 'yjs';
import type { Caret, Presence } from '$lib/client/presence.svelte.ts';
import type { TextField } from '#domain/board/text.ts';
import { placeIn } from './caret-places.ts';

/** The server passes on no more than ten a second. */
const EVERY_MS = 100;

/** Tells colleagues where the caret stands in a live text, as long as it is there. @returns a function that stops it. */
export function tellsCaret(
	element: HTMLTextAreaElement,
	text: Y.Text,
	field: TextField,
	presence: () => Presence
): () => void {
	const stop = new AbortController();
	const { signal } = stop;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let told = false;

	function here(): Caret | null {
		if (document.activeElement !== element) return null;
		const { selectionStart: start, selectionEnd: end, selectionDirection } = element;
		const [anchor, head] = selectionDirection === 'backward' ? [end, start] : [start, end];
		return { field, anchor: placeIn(text, anchor), head: placeIn(text, head) };
	}

	function tell(): void {
		timer = undefined;
		const caret = here();
		if (!caret && !told) return;
		told = caret !== null;
		presence().writeAt(caret);
	}

	const soon = () => void (timer ??= setTimeout(tell, EVERY_MS));
	for (const event of ['focus', 'blur', 'input', 'select'] as const) element.addEventListener(event, soon, { signal });
	document.addEventListener('selectionchange', () => document.activeElement === element && soon(), { signal });
	return () => {
		stop.abort();
		clearTimeout(timer);
		if (told) presence().writeAt(null);
	};
}
