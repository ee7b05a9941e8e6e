import { createSubscriber } from 'svelte/reactivity';
import type * as Y from 'yjs';
import { HUDDLE_ROOTS } from '#domain/huddle/schema.ts';
import { readHuddle, type Huddle } from '#domain/huddle/state.ts';

/** A huddle as components read it: whoever reads it in an effect or template runs again when anybody changes it. */
export class HuddleView {
	readonly #doc: Y.Doc;
	readonly #subscribe: () => void;
	/** What was read, until something changes. */
	#known: { readonly huddle: Huddle | null } | null = null;

	constructor(doc: Y.Doc) {
		this.#doc = doc;
		this.#subscribe = createSubscriber((update) => {
			const changed = () => {
				this.#known = null;
				update();
			};
			const roots = HUDDLE_ROOTS.map((root) => doc.getMap(root));
			this.#known = null;
			for (const root of roots) root.observe(changed);
			return () => {
				for (const root of roots) root.unobserve(changed);
			};
		});
	}

	/** Null until it is in. */
	get huddle(): Huddle | null {
		this.#subscribe();
		if (!this.#known || !$effect.tracking()) this.#known = { huddle: readHuddle(this.#doc) };
		return this.#known.huddle;
	}
}
