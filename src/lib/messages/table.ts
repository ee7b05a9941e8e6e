import type { en } from './en.ts';

/** The shape of a table without its words: what another language must fill, word for word, or it does not compile. */
export type TableOf<T> = T extends string
	? string
	: T extends (...words: infer W) => string
		? (...words: W) => string
		: { readonly [K in keyof T]: TableOf<T[K]> };

/** Everything that the client says. */
export type Messages = TableOf<typeof en>;
