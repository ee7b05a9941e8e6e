import { Offline, Problem } from '$lib/client/problem.ts';
import { t } from '$lib/messages/messages.ts';
import { WORDS } from './words.ts';

/** One sentence for a request that did not work, whatever the reason. */
export function sentenceFor(error: unknown): string {
	if (error instanceof Offline) return WORDS.trouble.offline;
	if (!(error instanceof Problem)) return WORDS.trouble.unexpected;
	const sentence = sentenceOf(error);
	return error.request && error.status >= 500 ? t.problemDetails.request(sentence, error.request) : sentence;
}

/** In the language of this page where the problem's code says enough, else in the server's words. */
function sentenceOf({ code, title, retryAfter }: Problem): string {
	if (code === 'too-many-tries' && retryAfter !== null) return t.problemDetails.wait(retryAfter);
	return code !== null && Object.hasOwn(t.problems, code) ? t.problems[code as keyof typeof t.problems]() : title;
}
