import * as Y from 'yjs';

/** Letters typed without a pause as long as this are taken back together. */
const PAUSE_MS = 500;

/**
 * In a live text Ctrl-Z takes back one's own typing, from the moment that the field has the focus; colleagues' words
 * stay. The browser's own undo would put the field back to what it held, their words with it.
 */
export class OwnTyping {
	readonly #field: HTMLTextAreaElement;
	readonly #text: Y.Text;
	readonly #stop = new AbortController();
	#manager: Y.UndoManager | null = null;

	constructor(field: HTMLTextAreaElement, text: Y.Text) {
		this.#field = field;
		this.#text = text;
		const { signal } = this.#stop;
		field.addEventListener('focus', () => this.#begin(), { signal });
		field.addEventListener('blur', () => this.#end(), { signal });
		field.addEventListener('keydown', (event) => this.#onKey(event), { signal });
		field.addEventListener('beforeinput', (event) => this.#onMenu(event), { signal });
		if (document.activeElement === field) this.#begin();
	}

	close(): void {
		this.#stop.abort();
		this.#end();
	}

	#begin(): void {
		this.#manager ??= new Y.UndoManager(this.#text, { captureTimeout: PAUSE_MS });
	}

	#end(): void {
		this.#manager?.destroy();
		this.#manager = null;
	}

	#onKey(event: KeyboardEvent): void {
		if (event.isComposing || event.altKey || !(event.ctrlKey || event.metaKey)) return;
		const key = event.key.toLowerCase();
		const redo = key === 'y' || (key === 'z' && event.shiftKey);
		if (key !== 'z' && !redo) return;
		event.preventDefault();
		this.#go(redo);
	}

	/** The menus of the browser and of the phone. */
	#onMenu(event: InputEvent): void {
		if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
		event.preventDefault();
		this.#go(event.inputType === 'historyRedo');
	}

	#go(redo: boolean): void {
		if (redo) this.#manager?.redo();
		else this.#manager?.undo();
		this.#field.dispatchEvent(new Event('select'));
	}
}
