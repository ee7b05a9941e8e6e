import { tick } from 'svelte';
import type { CardId } from '#domain/ids.ts';

/**
 * A card that goes to another column is drawn anew there, and the focus would fall to the top of the page. Who has just
 * moved it by its buttons, or by the dialog that asked for more, stays with it.
 */
export async function keepFocusOn(card: CardId): Promise<void> {
	const from = document.activeElement;
	if (!from?.closest(`[data-card="${CSS.escape(card)}"], dialog`)) return;
	const button = from.matches('[popovertarget]');
	await tick();
	// A dialog gives the focus back in its own time.
	await new Promise((resolve) => requestAnimationFrame(resolve));
	if (document.activeElement && document.activeElement !== document.body) return;
	const tile = document.querySelector(`[data-card="${CSS.escape(card)}"]`);
	tile?.querySelector<HTMLElement>(button ? '[popovertarget]' : 'a')?.focus({ preventScroll: true });
}
