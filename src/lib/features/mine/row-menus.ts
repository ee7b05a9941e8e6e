import type { MenuItem } from '$lib/ui/menu.ts';
import { t } from '$lib/messages/messages.ts';
import type { Item } from '#domain/mine/boards.ts';
import { timeOf } from '../boards/time-words.ts';
import { WORDS } from '../boards/words.ts';
import { dueChoices } from './due-choices.ts';
import type { MineScreen } from './mine-screen.svelte.ts';

/** The menus that all rows share: one for each kind of choice. */
export const ROW_MENUS = { move: 'mine-move', due: 'mine-due', give: 'mine-give' } as const;
export type RowMenu = keyof typeof ROW_MENUS;

export const OPEN_ROW_MENU = 'mine-row-menus';
/** Says beside which button a menu opens, and with what. */
export type OpenRowMenu = (menu: RowMenu, button: HTMLElement, items: readonly MenuItem[]) => void;

export function rowItems(mine: MineScreen, menu: RowMenu, item: Item): MenuItem[] {
	switch (menu) {
		case 'move':
			return moveTo(mine, item);
		case 'due':
			return newDue(mine, item);
		case 'give':
			return giveTo(mine, item);
	}
}

function moveTo(mine: MineScreen, { board, card, column }: Item): MenuItem[] {
	const screen = mine.screenOf(board);
	return screen.columns.map(({ id, title }) => {
		const current = id === column?.id;
		return { label: title, current, action: () => void (current || screen.move([card.id], id)) };
	});
}

function newDue(mine: MineScreen, item: Item): MenuItem[] {
	const choices = dueChoices(mine.clock.now).map(({ kind, due }) => ({
		label: t.mine.due[kind](timeOf(due)),
		action: () => mine.setDue(item, due)
	}));
	return [...choices, { label: t.mine.due.other, apart: true, action: () => (mine.dating = item) }];
}

function giveTo(mine: MineScreen, { board, card }: Item): MenuItem[] {
	const screen = mine.screenOf(board);
	return screen.owners.map(({ id, name }) => ({
		label: id === screen.me ? WORDS.whoAndWhen.you(name) : name,
		current: card.owner === id,
		action: () => screen.giveTo([card.id], id)
	}));
}
