import type { CardChange, TextSplice } from '#domain/activity/changes.ts';
import type { ItemId } from '#domain/ids.ts';

/** What the steps of a checklist said, told by the record from the oldest line on. */
export class Steps {
	readonly #texts = new Map<ItemId, string>();

	hear(change: CardChange): void {
		if (change.kind === 'item-added') this.#texts.set(change.item, change.text);
		if (change.kind !== 'item-edited') return;
		const text = this.#texts.get(change.item);
		if (text !== undefined) this.#texts.set(change.item, change.splices.reduce(spliced, text));
	}

	/** @returns null for a step that was there before the lines begin. */
	textOf(item: ItemId): string | null {
		return this.#texts.get(item) ?? null;
	}
}

function spliced(text: string, { at, removed, insert }: TextSplice): string {
	return text.slice(0, at) + insert + text.slice(at + removed.length);
}
