import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { Attachment } from 'svelte/attachments';
import type { Spot } from '#domain/board/cards.ts';
import type { CardId, ColumnId } from '#domain/ids.ts';
import type { BoardScreen, Landing } from './board-screen.svelte.ts';

/** Which pointer went down last: a finger that scrolls must not pick a card up. */
let lastPointer = 'mouse';

/** Watches which kind of pointer is used on the board. */
export const watchPointer: Attachment<HTMLElement> = (element) => {
	const note = (event: PointerEvent) => void (lastPointer = event.pointerType);
	element.addEventListener('pointerdown', note, { capture: true });
	return () => element.removeEventListener('pointerdown', note, { capture: true });
};

/** Lets a mouse or a pen pick the card up. */
export function picksUp(screen: BoardScreen, card: CardId): Attachment<HTMLElement> {
	return (element) =>
		draggable({
			element,
			canDrag: () => screen.mayEdit && lastPointer !== 'touch',
			getInitialData: () => ({ card }),
			onDragStart: () => (screen.dragged = card),
			onDrop: () => {
				screen.dragged = null;
				screen.landing = null;
			}
		});
}

/**
 * Lets a column take cards. The spot is named by the neighbour that is seen there at that moment, not counted, so a
 * colleague's change under the hand cannot shift it.
 */
export function takesCards(screen: BoardScreen, column: ColumnId): Attachment<HTMLElement> {
	return (element) =>
		dropTargetForElements({
			element,
			canDrop: ({ source }) => typeof source.data.card === 'string',
			onDrag: ({ location, source }) => {
				const spot = spotAt(element, location.current.input.clientY, source.data.card as CardId);
				if (!sameLanding(screen.landing, { column, spot })) screen.landing = { column, spot };
			},
			onDragLeave: () => {
				if (screen.landing?.column === column) screen.landing = null;
			},
			onDrop: ({ location, source }) => {
				const card = source.data.card as CardId;
				screen.landing = null;
				screen.dragged = null;
				const spot = spotAt(element, location.current.input.clientY, card);
				if (!staysPut(element, card, spot)) screen.move(card, column, spot);
			}
		});
}

const tilesIn = (column: HTMLElement) => [...column.querySelectorAll<HTMLElement>('[data-card]')];
const idOf = (tile: HTMLElement | undefined) => (tile?.dataset.card ?? null) as CardId | null;

/** Before the first card whose middle lies below the pointer; otherwise after the last. */
function spotAt(column: HTMLElement, y: number, dragged: CardId): Spot {
	const others = tilesIn(column).filter((tile) => idOf(tile) !== dragged);
	const below = others.find((tile) => {
		const { top, height } = tile.getBoundingClientRect();
		return y < top + height / 2;
	});
	if (below) return { before: idOf(below)! };
	const last = idOf(others.at(-1));
	return last ? { after: last } : 'bottom';
}

/** Let go where it was: no move, and no line in the record. */
function staysPut(column: HTMLElement, card: CardId, spot: Spot): boolean {
	const tiles = tilesIn(column);
	const here = tiles.findIndex((tile) => idOf(tile) === card);
	if (here < 0) return false;
	if (spot === 'bottom' || spot === 'top') return tiles.length === 1;
	return 'before' in spot ? idOf(tiles[here + 1]) === spot.before : here === tiles.length - 1 && tiles.length > 1;
}

function sameLanding(a: Landing | null, b: Landing): boolean {
	return a?.column === b.column && JSON.stringify(a.spot) === JSON.stringify(b.spot);
}
