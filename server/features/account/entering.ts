import type { Context } from 'hono';
import type { SignInMethod } from '#domain/activity/events.ts';
import type { Instant, PersonId } from '#domain/ids.ts';
import type { AppEnv } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import type { Account, Accounts } from '../../ports/accounts.ts';
import type { Factors } from '../../ports/factors.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { Rules } from '../../ports/rules.ts';
import { meOf, signIn } from './me.ts';
import type { Pending } from './pending.ts';
import type { Places } from './places.ts';
import type { Sessions } from './sessions.ts';

/** A person who has proven the first factor and is not signed in yet. */
export interface HalfSignIn {
	readonly person: PersonId;
	readonly by: SignInMethod;
	/** Proves a second factor, or sets one up because the practice asks for it. */
	readonly next: 'second-factor' | 'set-up-second-factor';
	/** As it was when it was proven: a password that was changed since proves nothing. */
	readonly passwordHash: string | null;
	/** Wrong codes so far. */
	wrong: number;
	/** What a passkey has to sign. */
	challenge: string | null;
}

export interface EnteringDeps {
	readonly accounts: Pick<Accounts, 'person' | 'practice'>;
	readonly sessions: Sessions;
	readonly places: Places;
	readonly factors: Factors;
	readonly passwords: Passwords;
	readonly rules: Rules;
	readonly halves: Pending<HalfSignIn>;
	readonly now: () => Instant;
}

export type SecondMethod = 'code' | 'passkey' | 'recovery-code';

export const HALF_SIGN_IN_MS = 10 * 60_000;

/**
 * What follows the first factor: signed in, or the next step with a ticket for it. A ticket is no session: it opens
 * that step and nothing else.
 *
 * @param status of the answer when the person is signed in.
 */
export async function enter(
	c: Context<AppEnv>,
	deps: EnteringDeps,
	person: Account,
	by: SignInMethod,
	status: 200 | 201 = 200
): Promise<Response> {
	const methods = methodsOf(deps.factors, person.id);
	const next = methods ? 'second-factor' : deps.rules.read().secondFactorRequired ? 'set-up-second-factor' : null;
	if (next) {
		const passwordHash = deps.passwords.hashOf(person.id);
		const ticket = deps.halves.put({ person: person.id, by, next, passwordHash, wrong: 0, challenge: null });
		return c.json({ next, ticket, ...(methods && { methods }) });
	}
	await complete(c, deps, person, by);
	return c.json(meOf(deps.accounts, person), status);
}

/** Signs the person in here, who has proven all that is asked. */
export async function complete(
	c: Context<AppEnv>,
	deps: EnteringDeps,
	person: Account,
	by: SignInMethod
): Promise<void> {
	await signIn(c, deps.sessions, person, by);
	deps.places.remember(c, person.id);
}

/** The second factors of a person; null when the password alone counts. */
export function methodsOf(factors: Factors, person: PersonId): readonly SecondMethod[] | null {
	const methods: SecondMethod[] = [
		...(factors.app(person) ? (['code'] as const) : []),
		...(factors.passkeys(person).length > 0 ? (['passkey'] as const) : [])
	];
	if (methods.length === 0) return null;
	return factors.recoveryCodes(person) > 0 ? [...methods, 'recovery-code'] : methods;
}

/**
 * Asked again after whatever takes time.
 *
 * @throws {Problem} 401 when the ticket has run out, is for another step, or its person may no longer come in by it.
 */
export function halfOf(
	{ halves, accounts, passwords, factors }: EnteringDeps,
	ticket: string,
	next: HalfSignIn['next']
): { readonly half: HalfSignIn; readonly person: Account } {
	const half = halves.find(ticket);
	const person = half && half.next === next ? accounts.person(half.person) : null;
	if (!half || !person || person.disabled) throw beginAgain();
	if (half.passwordHash !== passwords.hashOf(person.id)) throw beginAgain();
	// Whoever has a second factor by now proves that one: the password alone adds none beside it.
	if (next === 'set-up-second-factor' && methodsOf(factors, person.id)) throw beginAgain();
	return { half, person };
}

export function beginAgain(): Problem {
	return new Problem(401, say('beginAgain'), { code: 'begin-again' });
}
