import { tick } from 'svelte';
import type { Card } from '#domain/board/schema.ts';
import type { CardId, ColumnId } from '#domain/ids.ts';
import type { Hand } from './hand.svelte.ts';
import { heirOf, landingOf, type Sight } from './landing.ts';

/** A board on the screen. */
interface Shown extends Sight {
	readonly hand: Hand;
	readonly live: { readonly view: { card(id: CardId): Card | null } };
}

/** What opens a card's "Move to…". */
export const MENU = '[popovertarget]';

/** A tile, by its card; also one that stands in the page only because something holds on to it. */
export function tileOf(card: CardId): HTMLElement | null {
	return document.querySelector<HTMLElement>(`[data-card="${CSS.escape(card)}"]`);
}

/**
 * A card that goes to another column is drawn anew there, and the focus would fall to the top of the page. Who has just
 * moved it by its buttons or keys, or by the dialog that asked for more, stays with it.
 */
export async function keepFocusOn(screen: Shown, card: CardId): Promise<void> {
	const from = document.activeElement as HTMLElement | null;
	if (!from?.closest(`[data-card="${CSS.escape(card)}"], dialog`)) return;
	const button = from.matches(MENU);
	// A card that is taken out of the page with the focus in it makes the browser lay everything out at once, 10 ms of a drop.
	if (!from.closest('dialog')) from.blur();
	await focusUnlessElsewhere(screen, card, button ? MENU : 'a');
}

/** Puts the focus on a card, or on the one in its place where it has gone, unless it has gone elsewhere by itself. */
export async function focusUnlessElsewhere(screen: Shown, card: CardId, part = 'a'): Promise<void> {
	const place = screen.live.view.card(card)?.place;
	const there = landingOf(screen, [card]) || !place ? card : (heirOf(screen, place)?.id ?? card);
	screen.hand.kept = there;
	await tick();
	// A dialog gives the focus back in its own time.
	await new Promise((resolve) => requestAnimationFrame(resolve));
	if (document.activeElement && document.activeElement !== document.body) return;
	const tile = tileOf(there);
	tile?.querySelector<HTMLElement>(part)?.focus({ preventScroll: true });
	tile?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Puts the focus on a card, wherever it stands. */
export async function focusOn(screen: { readonly hand: Hand }, card: CardId): Promise<void> {
	await bringIntoSight(screen, null, card);
	tileOf(card)?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
}

/** Scrolls until a card is seen, or at least the column when it holds none. */
export async function bringIntoSight(
	{ hand }: { readonly hand: Hand },
	column: ColumnId | null,
	card: CardId | null
): Promise<void> {
	hand.kept = card;
	await tick();
	const sight = card ? tileOf(card) : document.querySelector(`[data-column="${CSS.escape(column ?? '')}"]`);
	sight?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
