import type { MenuItem } from '$lib/ui/menu.ts';
import type { CardId } from '#domain/ids.ts';
import type { BoardScreen } from './board-screen.svelte.ts';
import { landingOf, stepFrom, type Direction } from './landing.ts';
import { WORDS } from './words.ts';

/** The one menu of columns that all the board's cards share. */
export const MOVE_MENU = 'move-menu';

const STEPS: readonly Direction[] = ['left', 'right', 'up', 'down', 'top', 'bottom'];

/** The columns as choices, the cards' own marked; then the steps that need no dragging. */
export function moveItems(screen: BoardScreen, ids: readonly CardId[]): MenuItem[] {
	const columns = screen.columns.map(({ id, title }): MenuItem => {
		const current = ids.every((card) => screen.shown.get(id)?.some((other) => other.id === card) ?? false);
		return { label: title, current, action: () => void (current || screen.move(ids, id)) };
	});
	const from = landingOf(screen, ids);
	const steps = STEPS.flatMap((direction): MenuItem[] => {
		const to = from && stepFrom(screen, ids, from, direction);
		if (!to) return [];
		return [{ label: WORDS.move.steps[direction], action: () => screen.move(ids, to.column, to.spot) }];
	});
	return [...columns, ...steps.map((step, i) => ({ ...step, apart: i === 0 }))];
}

/** Begins choosing several cards, where there is neither Ctrl nor Shift. */
export function selectItem(screen: BoardScreen, card: CardId): MenuItem {
	const action = () => {
		screen.hand.choosing = true;
		if (!screen.hand.isMarked(card)) screen.hand.mark(card);
	};
	return { label: WORDS.selected.select, apart: true, action };
}
