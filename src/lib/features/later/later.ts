import type { Component } from 'svelte';
import { fetchLostStyleSheets } from './style-sheets.ts';

/** Any component's props, as Svelte itself bounds them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Props = Record<string, any>;

/** A component whose code comes in a file of its own, which a page fetches after it has been drawn. */
export type Part<P extends Props> = () => Promise<Loaded<P>>;

interface Loaded<P extends Props> {
	readonly default: Component<P>;
}

/** What a person does first goes before what they may open later. */
const REST_MS = 5_000;

const waiting = new Set<() => Promise<unknown>>();
let turn: ReturnType<typeof setTimeout> | undefined;

/** Declares what comes later: a component, which `Later.svelte` draws, or any other module. */
export function later<T>(part: () => Promise<T>): () => Promise<T> {
	const dressed = () => fetchLostStyleSheets().then(part);
	waiting.add(dressed);
	return dressed;
}

/**
 * Fetches the parts of this page after a rest, so that they open at once, and also when the network has gone or a newer
 * version has taken their place on the server.
 */
export function fetchLater(): void {
	clearTimeout(turn);
	turn = setTimeout(() => void fetchParts(), REST_MS);
}

/** One after another; a part that came may declare more of them. */
async function fetchParts(): Promise<void> {
	for (const part of waiting) {
		await part().then(
			() => waiting.delete(part),
			() => undefined
		);
	}
}
