import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '#domain/refusal.ts';
import { framesOf, type Log } from '../ops/log.ts';
import { BoardDamaged } from '../ports/journal.ts';
import type { AppEnv } from './env.ts';
import { languageAsked, say, type Sentence } from './say.ts';

interface ProblemMembers {
	readonly code?: string;
	/** Which field of the body is wrong: `manager.email`. */
	readonly field?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** A request that cannot be done, told to the caller in a sentence that a person can act on. */
export class Problem extends HTTPException {
	readonly sentence: Sentence;
	readonly members: ProblemMembers;

	constructor(status: ContentfulStatusCode, sentence: Sentence, members: ProblemMembers = {}) {
		super(status, { message: sentence({}) });
		this.sentence = sentence;
		this.members = members;
	}
}

export const notSignedIn = () => new Problem(401, say('notSignedIn'), { code: 'not-signed-in' });
export const locked = () => new Problem(401, say('locked'), { code: 'locked' });
export const notFound = () => new Problem(404, say('notFound'), { code: 'not-found' });

/** RFC 9457. The body of the request is never in it: it may hold what must not be repeated. */
export function problem(
	c: Context<AppEnv>,
	status: ContentfulStatusCode,
	sentence: Sentence,
	members: Record<string, unknown>
): Response {
	const title = sentence({ lang: languageAsked(c) });
	const type = typeof members.code === 'string' ? `urn:daybreak:problem:${members.code}` : 'about:blank';
	const body = JSON.stringify({ type, title, status, ...members });
	return c.body(body, status, { 'Content-Type': 'application/problem+json' });
}

/** A rule of the practice said no: 409 with the refusal's own fields; the sentence for its code is the client's. */
export function refused(c: Context<AppEnv>, refusal: Refusal): Response {
	return problem(c, 409, say('ruleSaidNo'), { ...refusal });
}

/** The last stop of every thrown thing. A bug tells the caller its request id and nothing else. */
export function onError(log: Log) {
	return (error: Error, c: Context<AppEnv>): Response => {
		const request = c.get('request');
		if (error instanceof Problem) {
			const { headers = {}, ...members } = error.members;
			for (const [name, value] of Object.entries(headers)) c.header(name, value);
			return problem(c, error.status as ContentfulStatusCode, error.sentence, { ...members, request });
		}
		if (error instanceof BoardDamaged) {
			log('error', 'board.damaged', { request, board: error.board, seq: error.seq });
			return problem(c, 503, say('boardDamaged'), { code: 'damaged', request });
		}
		if (error instanceof HTTPException) {
			return problem(c, error.status as ContentfulStatusCode, say('notDone'), { request });
		}
		log('error', 'request.failed', { request, method: c.req.method, code: error.name, where: framesOf(error) });
		return problem(c, 500, say('failed'), { code: 'failed', request });
	};
}
