import { Offline, Problem } from '$lib/client/api.ts';
import { WORDS } from './words.ts';

/** One sentence for a request that did not work, whatever the reason. */
export function sentenceFor(error: unknown): string {
	if (error instanceof Offline) return WORDS.trouble.offline;
	if (!(error instanceof Problem)) return WORDS.trouble.unexpected;
	return error.request && error.status >= 500 ? `${error.title} (request ${error.request})` : error.title;
}
