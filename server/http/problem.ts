import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '#domain/refusal.ts';
import { framesOf, type Log } from '../ops/log.ts';
import { BoardDamaged } from '../ports/journal.ts';
import type { AppEnv } from './env.ts';

interface ProblemMembers {
	readonly code?: string;
	/** Which field of the body is wrong: `manager.email`. */
	readonly field?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** A request that cannot be done, told to the caller; its message is a sentence that a person can act on. */
export class Problem extends HTTPException {
	readonly members: ProblemMembers;

	constructor(status: ContentfulStatusCode, title: string, members: ProblemMembers = {}) {
		super(status, { message: title });
		this.members = members;
	}
}

export const notSignedIn = () => new Problem(401, 'Sign in to go on.', { code: 'not-signed-in' });
export const locked = () => new Problem(401, 'This screen is locked. Unlock it to go on.', { code: 'locked' });
export const notFound = () => new Problem(404, 'There is nothing at this address.', { code: 'not-found' });

/** RFC 9457. The body of the request is never in it: it may hold what must not be repeated. */
export function problem(c: Context<AppEnv>, status: ContentfulStatusCode, members: Record<string, unknown>): Response {
	const type = typeof members.code === 'string' ? `urn:daybreak:problem:${members.code}` : 'about:blank';
	const body = JSON.stringify({ type, title: 'The request could not be done.', status, ...members });
	return c.body(body, status, { 'Content-Type': 'application/problem+json' });
}

/** A rule of the practice said no: 409 with the refusal's own fields; the sentence for its code is the client's. */
export function refused(c: Context<AppEnv>, refusal: Refusal): Response {
	return problem(c, 409, { title: 'A rule of the board said no. Nothing was changed.', ...refusal });
}

const DAMAGED_WORDS =
	'What the server keeps of this board is damaged, so it stays closed. What you typed is kept on your device. Tell whoever runs your server.';

/** The last stop of every thrown thing. A bug tells the caller its request id and nothing else. */
export function onError(log: Log) {
	return (error: Error, c: Context<AppEnv>): Response => {
		const request = c.get('request');
		if (error instanceof Problem) {
			const { headers = {}, ...members } = error.members;
			for (const [name, value] of Object.entries(headers)) c.header(name, value);
			return problem(c, error.status as ContentfulStatusCode, { title: error.message, ...members, request });
		}
		if (error instanceof BoardDamaged) {
			log('error', 'board.damaged', { request, board: error.board, seq: error.seq });
			return problem(c, 503, { title: DAMAGED_WORDS, code: 'damaged', request });
		}
		if (error instanceof HTTPException) return problem(c, error.status as ContentfulStatusCode, { request });
		log('error', 'request.failed', { request, method: c.req.method, code: error.name, where: framesOf(error) });
		return problem(c, 500, {
			title: 'Something went wrong on our side. Try again; if it happens again, tell us the request’s number.',
			code: 'failed',
			request
		});
	};
}
