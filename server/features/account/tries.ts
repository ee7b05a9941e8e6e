import type { Context } from 'hono';
import type { PersonId } from '#domain/ids.ts';
import type { AppEnv } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { whoAsks } from '../../http/refusals.ts';
import { say } from '../../http/say.ts';
import type { Limiter } from './limiter.ts';
import type { Places } from './places.ts';
import type { Place, Throttle } from './throttle.ts';

export interface TriesDeps {
	readonly throttle: Throttle;
	/** Codes tried at places that nobody of the practice comes from: all of those together, for each person. */
	readonly codesElsewhere: Limiter;
	readonly places: Places;
	readonly wait: (ms: number) => Promise<void>;
}

/** Takes the try back once it was right. */
export type Right = () => void;

/**
 * Lets a try of a secret through, at once, late or not at all.
 *
 * @param person whose secret it is, when somebody's.
 * @throws {Problem} 429 saying how long to wait.
 */
export async function admitTry(
	c: Context<AppEnv>,
	{ throttle, places, wait }: TriesDeps,
	account: string | null,
	person: PersonId | null
): Promise<Right> {
	const place = places.of(c, person);
	const verdict = throttle.admit(account, place);
	if (!verdict.admitted) throw tooManyTries(c, person, verdict.retryAfterMs);
	if (verdict.delayMs > 0) await wait(verdict.delayMs);
	return () => throttle.succeeded(account, place);
}

/** The same for a second factor's code. Only who knows the password gets this far, so a no may hit the person here. */
export async function admitCode(c: Context<AppEnv>, deps: TriesDeps, person: PersonId): Promise<Right> {
	const place = deps.places.of(c, person);
	if (isElsewhere(place)) {
		const verdict = deps.codesElsewhere.admit(person);
		if (!verdict.admitted) throw tooManyTries(c, person, verdict.retryAfterMs);
	}
	const right = await admitTry(c, deps, `code of ${person}`, person);
	return () => {
		right();
		if (isElsewhere(place)) deps.codesElsewhere.succeeded(person);
	};
}

function isElsewhere({ device, familiar }: Place): boolean {
	return device === null && !familiar;
}

/** A flood of tries is counted in the record, and not written one by one. */
function tooManyTries(c: Context<AppEnv>, account: PersonId | null, retryAfterMs: number): Problem {
	c.get('witness').refused(whoAsks(c), { kind: 'sign-in-failed', reason: 'too-many-tries', account });
	const seconds = Math.ceil(retryAfterMs / 1000);
	return new Problem(429, say('tooManyTries', seconds), {
		code: 'too-many-tries',
		headers: { 'Retry-After': String(seconds) }
	});
}
