import { Offline, Problem } from '$lib/client/problem.ts';
import { WORDS } from './words.ts';

/** One sentence for a request that did not work, whatever the reason. What the server says is in the page's language. */
export function sentenceFor(error: unknown): string {
	if (error instanceof Offline) return WORDS.trouble.offline;
	if (!(error instanceof Problem)) return WORDS.trouble.unexpected;
	const { title, status, request } = error;
	return request && status >= 500 ? WORDS.trouble.request(title, request) : title;
}
