import { WORDS } from './words.ts';

/** The card that follows the pointer: a picture of the tile, which itself stays where it is until it is let go. */
export class Preview {
	readonly #picture: HTMLElement;
	readonly #start: { readonly x: number; readonly y: number };

	constructor(tile: HTMLElement, count: number, start: { readonly x: number; readonly y: number }) {
		const { left, top, width } = tile.getBoundingClientRect();
		this.#start = start;
		this.#picture = document.createElement('div');
		this.#picture.ariaHidden = 'true';
		this.#picture.inert = true;
		const copy = tile.cloneNode(true) as HTMLElement;
		delete copy.dataset.card;
		for (const field of copy.querySelectorAll('a, input')) field.removeAttribute('href');
		this.#picture.append(copy);
		if (count > 1) this.#picture.append(badge(count));
		const { style } = this.#picture;
		Object.assign(style, { position: 'fixed', zIndex: '20', left: `${left}px`, top: `${top}px`, width: `${width}px` });
		Object.assign(style, { pointerEvents: 'none', borderRadius: 'var(--radius)', boxShadow: 'var(--lift)' });
		style.listStyle = 'none';
		document.body.append(this.#picture);
	}

	moveTo(x: number, y: number): void {
		this.#picture.style.transform = `translate(${x - this.#start.x}px, ${y - this.#start.y}px)`;
	}

	remove(): void {
		this.#picture.remove();
	}
}

function badge(count: number): HTMLElement {
	const mark = document.createElement('span');
	mark.textContent = WORDS.selected.cards(count);
	Object.assign(mark.style, { position: 'absolute', top: '-10px', right: '-6px', padding: '2px 8px' });
	Object.assign(mark.style, {
		borderRadius: 'var(--radius-l)',
		background: 'var(--accent)',
		color: 'var(--on-accent)'
	});
	Object.assign(mark.style, { fontSize: 'var(--text-xs)', fontWeight: 'var(--strong)' });
	return mark;
}
