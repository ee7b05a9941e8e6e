import { Offline, Problem } from '$lib/client/problem.ts';
import { WORDS } from './words.ts';

/**
 * One sentence for a request that did not work, whatever the reason. What the server says is in the page's language.
 *
 * @param typed whether somebody has written what was to be sent, and will want to know where it is.
 */
export function sentenceFor(error: unknown, typed = false): string {
	if (error instanceof Offline) return typed ? WORDS.trouble.offlineTyped : WORDS.trouble.offline;
	if (!(error instanceof Problem)) return WORDS.trouble.unexpected;
	const { title, status, request } = error;
	return request && status >= 500 ? WORDS.trouble.request(title, request) : title;
}
