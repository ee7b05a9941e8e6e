import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import type { SignInMethod } from '#domain/activity/events.ts';
import { bodyOf } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { note } from '../../http/note.ts';
import { Problem } from '../../http/problem.ts';
import { say, type Sentence } from '../../http/say.ts';
import type { Account } from '../../ports/accounts.ts';
import type { AccountDeps } from './account.ts';
import { complete, halfOf, type HalfSignIn } from './entering.ts';
import * as field from './fields.ts';
import { meOf } from './me.ts';
import { AUTHENTICATION, authenticated, authenticationOptions, relyingPartyOf } from './passkeys.ts';
import { hashOfRecoveryCode, isAppCode } from './recovery-codes.ts';
import { openAppSecret } from './second-factors.ts';
import { stepOf } from './totp.ts';
import { admitCode } from './tries.ts';

const CODE = v.object({ ticket: field.token, code: field.typedCode });
const ANSWER = v.object({ ticket: field.token, answer: AUTHENTICATION });

/** After it the password has to be typed again. */
const MOST_WRONG = 5;

/** The second half of signing in, for those who have a second factor. */
export function secondStepRoutes(deps: AccountDeps) {
	return new Hono<AppEnv>()
		.post('/session/code', async (c) => {
			const { ticket, code } = await bodyOf(c, CODE);
			const { half, person } = halfOf(deps, ticket, 'second-factor');
			const right = await admitCode(c, deps, person.id);
			const method = methodThatFits(deps, person, code);
			if (!method) return wrong(c, deps, ticket, half, say('wrongCode'));
			right();
			return finish(c, deps, ticket, method);
		})
		.post('/session/second-passkey/options', async (c) => {
			const { ticket } = await bodyOf(c, v.object({ ticket: field.token }));
			const { half, person } = halfOf(deps, ticket, 'second-factor');
			const party = relyingPartyOf(c, deps.origins);
			const here = deps.factors.passkeys(person.id).filter(({ relyingParty }) => relyingParty === party.id);
			if (here.length === 0) throw noPasskeyHere();
			const options = await authenticationOptions(party, here);
			half.challenge = options.challenge;
			return c.json({ options });
		})
		.post('/session/second-passkey', async (c) => {
			const { ticket, answer } = await bodyOf(c, ANSWER);
			const { half, person } = halfOf(deps, ticket, 'second-factor');
			const passkey = deps.factors.passkey(answer.id);
			const { challenge } = half;
			half.challenge = null;
			const party = relyingPartyOf(c, deps.origins);
			const own = challenge && passkey?.person === person.id ? passkey : null;
			const counter = own && (await authenticated(answer, own, party, challenge!));
			if (!own || counter === null) return wrong(c, deps, ticket, half, say('wrongSecondPasskey'));
			deps.factors.passkeyUsed(own.id, counter, deps.now());
			return finish(c, deps, ticket, 'password-and-passkey');
		});
}

function methodThatFits({ factors, secrets, now }: AccountDeps, { id }: Account, typed: string): SignInMethod | null {
	if (!isAppCode(typed)) {
		return factors.useRecoveryCode(id, hashOfRecoveryCode(typed)) ? 'password-and-recovery-code' : null;
	}
	const secret = openAppSecret(factors, secrets, id);
	const step = secret && stepOf(secret, typed.replace(/\s/g, ''), now());
	return step !== null && factors.useStep(id, step) ? 'password-and-code' : null;
}

/**
 * The person is looked at anew: the answer may have waited. The ticket goes before anybody waits again, so that two
 * right answers at once make one session.
 */
async function finish(c: Context<AppEnv>, deps: AccountDeps, ticket: string, by: SignInMethod) {
	const { person } = halfOf(deps, ticket, 'second-factor');
	deps.halves.take(ticket);
	await complete(c, deps, person, by);
	return c.json(meOf(deps.accounts, person));
}

function wrong(
	c: Context<AppEnv>,
	{ halves }: AccountDeps,
	ticket: string,
	half: HalfSignIn,
	sentence: Sentence
): never {
	note(c, { kind: 'sign-in-failed', reason: 'second-factor', account: half.person });
	half.wrong += 1;
	if (half.wrong < MOST_WRONG) throw new Problem(401, sentence, { code: 'sign-in-failed' });
	halves.take(ticket);
	throw new Problem(401, say('wrongTooOften'), { code: 'begin-again' });
}

function noPasskeyHere(): Problem {
	return new Problem(409, say('noPasskeyForHere'), { code: 'no-passkeys-here' });
}
