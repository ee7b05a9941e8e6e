import type { Attachment } from 'svelte/attachments';
import type { CardId, ColumnId } from '#domain/ids.ts';
import { AutoScroll } from './auto-scroll.ts';
import type { BoardScreen } from './board-screen.svelte.ts';
import { Preview } from './drag-preview.ts';
import { tileOf } from './keep-focus.ts';
import { sameLanding, standsAlready, type Landing } from './landing.ts';

/** A finger that rests so long on a card means to take it; one that moves sooner scrolls. */
const LONG_PRESS_MS = 380;
/** A resting finger is never quite still. */
const STILL_PX = 8;
/** A click with an unsteady hand is still a click. */
const CLICK_PX = 4;

interface At {
	readonly x: number;
	readonly y: number;
}

interface Press {
	readonly pointer: number;
	/** A finger or a pen, which also scrolls. */
	readonly touch: boolean;
	readonly tile: HTMLElement;
	readonly start: At;
	readonly timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Lets cards be dragged: by a mouse at once, by a finger or pen after a long press. One mechanism for all of them,
 * on pointer events: the browser's own dragging knows no fingers, and its preview and scrolling cannot be steered.
 */
export function dragsCards(screen: BoardScreen): Attachment<HTMLElement> {
	return (strip) => {
		const drag = new Drag(screen, strip);
		const pressed = (event: PointerEvent) => drag.press(event);
		// Only a listener that was there before the finger, and that may refuse, can keep the page from scrolling.
		const touched = (event: TouchEvent) => void (drag.dragging && event.cancelable && event.preventDefault());
		const menu = (event: Event) => void (drag.touching && event.preventDefault());
		strip.addEventListener('pointerdown', pressed);
		strip.addEventListener('touchmove', touched, { passive: false });
		strip.addEventListener('contextmenu', menu);
		return () => {
			drag.cancel();
			strip.removeEventListener('pointerdown', pressed);
			strip.removeEventListener('touchmove', touched);
			strip.removeEventListener('contextmenu', menu);
		};
	};
}

class Drag {
	readonly #screen: BoardScreen;
	readonly #strip: HTMLElement;
	#press: Press | null = null;
	#preview: Preview | null = null;
	#scroll: AutoScroll | null = null;
	#at: At = { x: 0, y: 0 };
	#listening: AbortController | null = null;

	constructor(screen: BoardScreen, strip: HTMLElement) {
		this.#screen = screen;
		this.#strip = strip;
	}

	get dragging(): boolean {
		return this.#preview !== null;
	}

	get touching(): boolean {
		return this.#press?.touch ?? false;
	}

	press(event: PointerEvent): void {
		// A second finger means something else.
		if (this.#press) return this.cancel();
		const tile = tileUnder(event);
		if (!tile || !this.#screen.mayEdit || event.ctrlKey || event.metaKey || event.shiftKey) return;
		const touch = event.pointerType !== 'mouse';
		const timer = touch ? setTimeout(() => this.#start(), LONG_PRESS_MS) : undefined;
		this.#at = { x: event.clientX, y: event.clientY };
		this.#press = { pointer: event.pointerId, touch, tile, start: this.#at, timer };
		this.#listen();
	}

	cancel(): void {
		clearTimeout(this.#press?.timer);
		this.#listening?.abort();
		this.#preview?.remove();
		if (this.#preview) this.#screen.hand.letGo();
		this.#press = this.#preview = this.#scroll = this.#listening = null;
	}

	#listen(): void {
		this.#listening = new AbortController();
		const { signal } = this.#listening;
		const mine = (act: (event: PointerEvent) => void) => (event: PointerEvent) => {
			if (event.pointerId === this.#press?.pointer) act(event);
		};
		addEventListener(
			'pointermove',
			mine((event) => this.#moved(event)),
			{ signal }
		);
		addEventListener(
			'pointerup',
			mine(() => this.#released()),
			{ signal }
		);
		addEventListener(
			'pointercancel',
			mine(() => this.cancel()),
			{ signal }
		);
		addEventListener('blur', () => this.cancel(), { signal });
		document.addEventListener('selectstart', (event) => event.preventDefault(), { signal });
		addEventListener('keydown', (event) => this.#key(event), { signal, capture: true });
	}

	#moved({ clientX, clientY }: PointerEvent): void {
		const { start, touch } = this.#press!;
		this.#at = { x: clientX, y: clientY };
		if (this.dragging) return;
		const far = Math.hypot(clientX - start.x, clientY - start.y);
		if (touch && far > STILL_PX) this.cancel();
		else if (!touch && far > CLICK_PX) this.#start();
	}

	#key(event: KeyboardEvent): void {
		if (event.key !== 'Escape' || !this.dragging) return;
		event.preventDefault();
		event.stopPropagation();
		this.cancel();
		this.#swallowClick();
	}

	#start(): void {
		const { tile, pointer, start } = this.#press!;
		const { hand } = this.#screen;
		const card = tile.dataset.card as CardId;
		if (!tile.isConnected) return this.cancel();
		hand.held = hand.with(card);
		this.#preview = new Preview(tile, hand.held.length, start);
		this.#scroll = new AutoScroll(this.#strip);
		this.#strip.setPointerCapture(pointer);
		this.#frame();
	}

	/** Once a frame: pointers report more often than anybody sees. */
	readonly #frame = (): void => {
		if (!this.dragging) return;
		const { x, y } = this.#at;
		this.#preview!.moveTo(x, y);
		const column = columnAt(this.#strip, x);
		this.#scroll!.step(column?.querySelector('ol') ?? null, x, y, performance.now());
		const landing = column && landingAt(column, y, this.#screen.hand.held);
		if (!sameLanding(this.#screen.hand.landing, landing)) this.#screen.hand.landing = landing;
		requestAnimationFrame(this.#frame);
	};

	#released(): void {
		if (!this.dragging) return this.cancel();
		const { held } = this.#screen.hand;
		const column = columnAt(this.#strip, this.#at.x);
		const landing = column && landingAt(column, this.#at.y, held);
		this.#swallowClick();
		try {
			// Before the picture goes: the focus lets go of the card, for which the browser would lay everything out anew.
			if (landing && !standsAlready(this.#screen, held, landing)) this.#screen.move(held, landing.column, landing.spot);
		} finally {
			this.cancel();
		}
	}

	/** What lets a card go is no click on what lies below. */
	#swallowClick(): void {
		const swallow = (event: Event) => {
			event.preventDefault();
			event.stopPropagation();
		};
		addEventListener('click', swallow, { capture: true, once: true });
		setTimeout(() => removeEventListener('click', swallow, { capture: true }));
	}
}

/** The tile that a press on it may take; not its buttons. */
function tileUnder({ target, button, isPrimary }: PointerEvent): HTMLElement | null {
	if (!isPrimary || button !== 0 || !(target instanceof Element)) return null;
	return target.closest('button, input, label') ? null : target.closest<HTMLElement>('[data-card]');
}

/** The column that the pointer is over, or the nearest one of those in sight. */
function columnAt(strip: HTMLElement, x: number): HTMLElement | null {
	const { left, right } = strip.getBoundingClientRect();
	const within = Math.min(Math.max(x, left + 1), right - 1);
	let best: { column: HTMLElement; far: number } | null = null;
	for (const column of strip.querySelectorAll<HTMLElement>('[data-column]')) {
		const box = column.getBoundingClientRect();
		const far = Math.max(box.left - within, within - box.right, 0);
		if (!best || far < best.far) best = { column, far };
	}
	return best?.column ?? null;
}

/** Before the first card whose middle lies below the pointer; otherwise after the last. */
function landingAt(column: HTMLElement, y: number, held: readonly CardId[]): Landing {
	const id = column.dataset.column as ColumnId;
	let last: CardId | null = null;
	// Where the board is split by owner, a card keeps to its lane.
	const within = held[0] && tileOf(held[0])?.closest<HTMLElement>('[data-lane]')?.dataset.lane;
	const tiles = within === undefined ? '[data-card]' : `[data-lane="${CSS.escape(within)}"] [data-card]`;
	for (const tile of column.querySelectorAll<HTMLElement>(tiles)) {
		const card = tile.dataset.card as CardId;
		if (held.includes(card)) continue;
		const { top, height } = tile.getBoundingClientRect();
		if (y < top + height / 2) return { column: id, spot: { before: card } };
		last = card;
	}
	return { column: id, spot: last ? { after: last } : 'bottom' };
}
