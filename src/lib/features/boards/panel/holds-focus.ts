import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { isTyping } from '$lib/ui/shortcuts.ts';

/** Whoever has just pressed or clicked something has done it on purpose, and what goes then goes because of that. */
const ON_PURPOSE_MS = 500;

/**
 * What has the focus in a card may go: it was done with, or a colleague took it away. The focus then stays in the card,
 * on what stands in that place. Whoever was in the middle of a word types it nowhere else.
 */
export const holdsFocus: Attachment<HTMLElement> = (panel) => {
	let did = { writes: false, at: -Infinity };
	/** The text that somebody writes in has gone. */
	let lost = false;

	const goesOn = async ({ target }: FocusEvent) => {
		lost = false;
		if (!(target instanceof HTMLElement)) return;
		const stops = stopsIn(panel);
		const before = stops.slice(0, stops.indexOf(target)).reverse();
		const writes = isTyping(target) && (did.writes || performance.now() - did.at > ON_PURPOSE_MS);
		await tick();
		lost = writes && !target.isConnected;
		// A menu gives the focus back in its own time.
		await new Promise((resolve) => requestAnimationFrame(resolve));
		if (target.isConnected || !panel.isConnected) return;
		if (document.activeElement && document.activeElement !== document.body) return;
		(lost ? panel : inPlaceAfter(before, panel)).focus({ preventScroll: true });
	};

	const left = (event: FocusEvent) => void goesOn(event);
	const pressed = (event: KeyboardEvent) => {
		did = { writes: event.key.length === 1 && !event.ctrlKey && !event.metaKey, at: performance.now() };
		if (lost && did.writes) event.stopPropagation();
	};
	const clicked = () => (did = { writes: false, at: performance.now() });

	panel.addEventListener('focusout', left);
	panel.addEventListener('keydown', pressed);
	panel.addEventListener('click', clicked, { capture: true });
	return () => {
		panel.removeEventListener('focusout', left);
		panel.removeEventListener('keydown', pressed);
		panel.removeEventListener('click', clicked, { capture: true });
	};
};

const stopsIn = (panel: HTMLElement) => [...panel.querySelectorAll<HTMLElement>('a, button, input, select, textarea')];

/** Not a text that is written with colleagues: a letter meant as a shortcut would stand in it. */
const takesFocus = (stop: HTMLElement) =>
	!stop.matches('textarea, :disabled, [tabindex="-1"]') && stop.checkVisibility();

/** @param before what stood before, the nearest first. */
function inPlaceAfter(before: readonly HTMLElement[], panel: HTMLElement): HTMLElement {
	const now = stopsIn(panel);
	const last = before.find((stop) => stop.isConnected);
	const index = last ? now.indexOf(last) : -1;
	return now.slice(index + 1).find(takesFocus) ?? before.find((stop) => stop.isConnected && takesFocus(stop)) ?? panel;
}
