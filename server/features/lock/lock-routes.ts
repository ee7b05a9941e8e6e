import type { Context } from 'hono';
import { Hono } from 'hono';
import * as v from 'valibot';
import { bodyOf, wrongField } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import { notSignedIn, Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { SignedIn } from '../../ports/sessions.ts';
import { typedPassword } from '../account/fields.ts';
import { meOf } from '../account/me.ts';
import { hashPassword, verifyPassword } from '../account/passwords.ts';
import type { LockDeps } from './lock.ts';
import { PIN_TRIES, pepperedPin, pinProblem } from './pins.ts';

type Method = 'pin' | 'password' | 'passkey';

const typedPin = v.pipe(v.optional(v.string(say('pin')), ''), v.maxLength(20, say('pin')));
const NEW_PIN = v.object({ pin: typedPin, password: typedPassword });
const KEY = v.object({
	pin: v.optional(typedPin),
	password: v.optional(typedPassword),
	passkey: v.optional(v.unknown())
});

/** A screen is locked by its person, or by the clock; only that person opens it again. */
export function lockRoutes(deps: LockDeps) {
	const { sessions, locks } = deps;
	return new Hono<AppEnv>()
		.post('/session/lock', (c) => {
			const { sessionId } = c.get('locked') ?? signedIn(c);
			inOne(c, () => {
				if (!c.get('session')) return;
				note(c, { kind: 'locked', why: 'asked' });
				sessions.lock(sessionId);
			});
			return c.body(null, 204);
		})
		.get('/session/locked', (c) => {
			const here = c.get('locked');
			if (!here) throw notSignedIn();
			return c.json({ name: here.person.name, ways: waysOf(c, here, deps) });
		})
		.post('/session/unlock', async (c) => {
			const here = c.get('locked');
			if (here) await unlock(c, here, deps);
			return c.json(meOf(deps.accounts, (here ?? signedIn(c)).person));
		})
		.post('/session/extend', (c) => {
			sessions.extend(signedIn(c).sessionId);
			return c.body(null, 204);
		})
		.get('/session/pin', (c) => c.json({ set: locks.pin(signedIn(c).person.id) !== null }))
		.put('/session/pin', async (c) => {
			const { person } = signedIn(c);
			const { pin, password } = await bodyOf(c, NEW_PIN);
			const wrong = pinProblem(pin);
			if (wrong) throw wrongField('pin', wrong);
			if (!(await deps.proofs.password(c, person, password))) throw wrongPassword();
			const hash = await hashPassword(pepperedPin(deps.secrets, person.id, pin));
			inOne(c, () => {
				locks.setPin(person.id, hash, deps.now());
				note(c, { kind: 'pin-set' });
			});
			return c.body(null, 204);
		});
}

/** How the locked screen can be opened, quickest first. */
function waysOf(c: Context<AppEnv>, { sessionId, person }: SignedIn, deps: LockDeps): Method[] {
	const { locks, sessions, proofs } = deps;
	const pin = locks.pin(person.id) !== null && sessions.pinTries(sessionId) < PIN_TRIES;
	return [...(pin ? ['pin' as const] : []), ...(proofs.hasPasskey(c, person) ? ['passkey' as const] : []), 'password'];
}

/** @throws {Problem} when what was given does not open it; that is recorded. */
async function unlock(c: Context<AppEnv>, here: SignedIn, deps: LockDeps): Promise<void> {
	const given = await bodyOf(c, KEY);
	const method = given.passkey !== undefined ? 'passkey' : given.pin !== undefined ? 'pin' : 'password';
	const by = { person: here.person.id, device: here.sessionId };
	if (!(await fits(c, method, given, here, deps))) {
		note(c, { kind: 'unlock-failed', method }, by);
		throw method === 'pin' ? wrongPin(PIN_TRIES - deps.sessions.pinTries(here.sessionId)) : wrongKey(method);
	}
	inOne(c, () => {
		// Proving it takes a while, and somebody may have signed this screen out from afar.
		if (deps.sessions.endsAt(here.sessionId) <= deps.now()) throw notSignedIn();
		note(c, { kind: 'unlocked', method }, by);
		deps.sessions.unlock(here.sessionId);
	});
}

function fits(
	c: Context<AppEnv>,
	method: Method,
	{ pin = '', password = '', passkey }: v.InferOutput<typeof KEY>,
	{ sessionId, person }: SignedIn,
	{ locks, sessions, secrets, proofs }: LockDeps
): Promise<boolean> {
	switch (method) {
		case 'passkey':
			return proofs.passkey(c, person, passkey);
		case 'password':
			return proofs.password(c, person, password);
		case 'pin':
			// Counted before it is looked at, so that a hundred at once are a hundred.
			if (sessions.countPinTry(sessionId) > PIN_TRIES) throw pinBlocked();
			return verifyPassword(locks.pin(person.id), pepperedPin(secrets, person.id, pin));
	}
}

const pinBlocked = () => new Problem(403, say('pinBlocked'), { code: 'pin-blocked', field: 'pin' });

function wrongPin(left: number): Problem {
	if (left <= 0) return pinBlocked();
	return new Problem(422, say('wrongPin', left), { code: 'wrong-pin', field: 'pin' });
}

const wrongPassword = () => new Problem(422, say('wrongPassword'), { code: 'wrong-password', field: 'password' });

function wrongKey(method: 'password' | 'passkey'): Problem {
	if (method === 'password') return wrongPassword();
	return new Problem(422, say('wrongPasskey'), { code: 'wrong-passkey' });
}
