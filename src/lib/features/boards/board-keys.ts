import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { isPressed } from '$lib/ui/shortcuts.ts';
import type { CardId } from '#domain/ids.ts';
import type { BoardScreen } from './board-screen.svelte.ts';
import { focusOn, focusUnlessElsewhere, MENU } from './keep-focus.ts';
import { indexAt, landingOf, othersIn, stepFrom, type Direction } from './landing.ts';
import { WORDS } from './words.ts';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
	ArrowUp: 'up',
	ArrowDown: 'down',
	ArrowLeft: 'left',
	ArrowRight: 'right',
	Home: 'top',
	End: 'bottom'
};

/**
 * The keys of a card that has the focus: arrows go from card to card, space picks up and puts down, x marks, and
 * Escape takes back what was begun.
 */
export function boardKeys(screen: BoardScreen): Attachment<HTMLElement> {
	return (element) => {
		const pressed = (event: KeyboardEvent) => {
			const card = cardOf(event.target);
			const handled = screen.carry.active ? carried(screen, event) : card ? onCard(screen, card, event) : false;
			if (!handled && !(isPressed(event, 'unmark') && forget(screen))) return;
			event.preventDefault();
			event.stopPropagation();
		};
		const left = (event: FocusEvent) => void leaves(screen, event);
		element.addEventListener('keydown', pressed);
		element.addEventListener('focusout', left);
		return () => {
			element.removeEventListener('keydown', pressed);
			element.removeEventListener('focusout', left);
		};
	};
}

/**
 * A card that a colleague's change, or an undo, takes away under the focus takes it along, or leaves it to its neighbour.
 * Whoever leaves a card that is picked up has not dropped it; a window that loses the focus keeps it.
 */
async function leaves(screen: BoardScreen, { target }: FocusEvent): Promise<void> {
	if (!(target instanceof Element) || !document.hasFocus()) return;
	const tile = target.closest<HTMLElement>('[data-card]');
	// The page may be in the middle of being drawn: nothing can change before that is over.
	await tick();
	const card = target.isConnected ? null : ((tile?.dataset.card ?? null) as CardId | null);
	if (screen.carry.active && !(card && landingOf(screen, [card]))) screen.carry.leave(card);
	if (card) await focusUnlessElsewhere(screen, card, target.matches(MENU) ? MENU : 'a');
}

/** Ctrl or Cmd and a click mark a card, Shift marks up to it; while choosing any click does. */
export function markClicks(screen: BoardScreen): Attachment<HTMLElement> {
	return (element) => {
		const clicked = (event: MouseEvent) => {
			const card = cardOf(event.target);
			if (!card || event.button !== 0) return;
			if (event.shiftKey) screen.hand.markTo(card);
			else if (event.ctrlKey || event.metaKey || screen.hand.choosing) toggle(screen, card);
			else return;
			event.preventDefault();
			event.stopPropagation();
		};
		element.addEventListener('click', clicked, { capture: true });
		return () => element.removeEventListener('click', clicked, { capture: true });
	};
}

/** The card whose link this is: its buttons have keys of their own. */
function cardOf(target: EventTarget | null): CardId | null {
	if (!(target instanceof Element) || !target.closest('a')) return null;
	return (target.closest<HTMLElement>('[data-card]')?.dataset.card ?? null) as CardId | null;
}

function carried(screen: BoardScreen, event: KeyboardEvent): boolean {
	if (isPressed(event, 'carry') || isPressed(event, 'carryFar')) screen.carry.step(DIRECTIONS[event.key]!);
	else if (isPressed(event, 'drop')) screen.carry.drop();
	else if (isPressed(event, 'putBack')) screen.carry.putBack();
	else return false;
	return true;
}

function onCard(screen: BoardScreen, card: CardId, event: KeyboardEvent): boolean {
	const marking = isPressed(event, 'markOn');
	if (marking || isPressed(event, 'walk') || isPressed(event, 'ends')) {
		return walk(screen, card, DIRECTIONS[event.key]!, marking);
	}
	if (event.shiftKey) return false;
	const toPickUp = isPressed(event, 'pickUp');
	if (isPressed(event, 'mark') || (toPickUp && screen.hand.choosing)) toggle(screen, card);
	else if (toPickUp && screen.mayEdit) screen.carry.pickUp(card);
	else return false;
	return true;
}

function walk(screen: BoardScreen, card: CardId, direction: Direction, marking: boolean): boolean {
	const from = landingOf(screen, [card]);
	let to = from && stepFrom(screen, [card], from, direction);
	// A column without cards has nothing that could take the focus.
	while (to && othersIn(screen, to.column, [card]).length === 0) to = stepFrom(screen, [card], to, direction);
	if (!to) return true;
	const others = othersIn(screen, to.column, [card]);
	const beyond = direction === 'up' || direction === 'left' || direction === 'right' || direction === 'top' ? 0 : -1;
	const next = others[indexAt(others, to.spot) + beyond] ?? others.at(-1);
	if (!next) return true;
	if (marking && !screen.hand.isMarked(card)) toggle(screen, card);
	if (marking && !screen.hand.isMarked(next.id)) toggle(screen, next.id);
	void focusOn(screen, next.id);
	return true;
}

function toggle(screen: BoardScreen, card: CardId): void {
	if (!screen.mayEdit) return;
	const title = screen.live.view.card(card)?.title ?? '';
	const on = screen.hand.mark(card);
	screen.said = WORDS.selected.said(title, on, screen.hand.marked.length);
}

/** @returns whether there were marks to forget. */
export function forget(screen: BoardScreen): boolean {
	if (screen.hand.marked.length === 0 && !screen.hand.choosing) return false;
	screen.hand.unmark();
	screen.said = WORDS.selected.none;
	return true;
}
