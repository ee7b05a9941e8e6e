import type { MenuItem } from '$lib/ui/menu.ts';
import type { Card } from '#domain/board/schema.ts';
import type { BoardScreen } from './board-screen.svelte.ts';

/** The one menu of columns that all the board's cards share. */
export const MOVE_MENU = 'move-menu';

/** The columns as choices, the card's own marked. */
export function moveItems(screen: BoardScreen, card: Card): MenuItem[] {
	const here = screen.columnOf(card);
	return screen.live.view.columns.map(({ id, title }) => ({
		label: title,
		current: id === here?.id,
		action: () => {
			if (id !== here?.id) screen.move(card.id, id);
		}
	}));
}
