import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import type { SignInMethod } from '#domain/activity/events.ts';
import { bodyOf, wrongField } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import { Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import type { Account } from '../../ports/accounts.ts';
import type { Passkey } from '../../ports/factors.ts';
import type { AccountDeps } from './account.ts';
import { confirmedPerson } from './confirmation.ts';
import { complete, halfOf } from './entering.ts';
import * as field from './fields.ts';
import { meOf } from './me.ts';
import { REGISTRATION, registered, registrationOptions, relyingPartyOf } from './passkeys.ts';
import { replaceRecoveryCodes, sealAppSecret } from './second-factors.ts';
import { enrolmentOf, newTotpSecret, stepOf } from './totp.ts';

/** Something that a person is about to add: an app's secret, or what a new passkey has to sign. */
export type Enrolment = { readonly person: string } & (
	{ readonly kind: 'app'; readonly secret: Uint8Array } | { readonly kind: 'passkey'; readonly challenge: string }
);

export const ENROLMENT_MS = 10 * 60_000;

const TICKET = v.object({ ticket: v.optional(field.token) });
const CODE = v.object({ ...TICKET.entries, token: field.token, code: field.typedCode });
const PASSKEY = v.object({ ...TICKET.entries, token: field.token, name: field.passkeyName, answer: REGISTRATION });

/**
 * Adding a second factor: from one's account, or with a ticket on the way in, where the practice asks for one. The first
 * one brings recovery codes along.
 */
export function enrolmentRoutes(deps: AccountDeps) {
	const { accounts, secrets, factors, enrolments, origins, now } = deps;
	return new Hono<AppEnv>()
		.post('/account/app', async (c) => {
			const { ticket } = await bodyOf(c, TICKET);
			const person = enroller(c, deps, ticket);
			const secret = newTotpSecret();
			const token = enrolments.put({ kind: 'app', person: person.id, secret });
			const practice = accounts.practice()?.name ?? 'Daybreak';
			return c.json({ token, ...enrolmentOf(secret, `Daybreak ${practice}`, person.email) });
		})
		.post('/account/app/confirm', async (c) => {
			const person = enroller(c, deps, (await bodyOf(c, TICKET)).ticket);
			const { ticket, token, code } = await bodyOf(c, CODE);
			const begun = enrolments.find(token);
			if (begun?.kind !== 'app' || begun.person !== person.id) throw enrolmentOver();
			const step = stepOf(begun.secret, code.replace(/\s/g, ''), now());
			if (step === null) throw wrongField('code', say('appCode'));
			if (!enrolments.take(token)) throw enrolmentOver();
			const codes = added(c, deps, ticket, { kind: 'second-factor-added', method: 'totp' }, () =>
				factors.putApp(person.id, sealAppSecret(secrets, person.id, begun.secret), step, now())
			);
			return finish(c, deps, { ticket, person, codes, by: 'password-and-code' });
		})
		.post('/account/passkeys/options', async (c) => {
			const { ticket } = await bodyOf(c, TICKET);
			const person = enroller(c, deps, ticket);
			const practice = accounts.practice()?.name ?? 'Daybreak';
			const party = relyingPartyOf(c, origins);
			const options = await registrationOptions(party, person, practice, factors.passkeys(person.id));
			const token = enrolments.put({ kind: 'passkey', person: person.id, challenge: options.challenge });
			return c.json({ token, options });
		})
		.post('/account/passkeys', async (c) => {
			const person = enroller(c, deps, (await bodyOf(c, TICKET)).ticket);
			const { ticket, token, name, answer } = await bodyOf(c, PASSKEY);
			const begun = enrolments.take(token);
			if (begun?.kind !== 'passkey' || begun.person !== person.id) throw enrolmentOver();
			const kept = await registered(answer, relyingPartyOf(c, origins), begun.challenge);
			if (!kept) throw wrongField('answer', say('passkeyReadable'));
			const passkey: Passkey = { ...kept, person: person.id, name, addedAt: now(), usedAt: null };
			const codes = added(c, deps, ticket, { kind: 'passkey-added', name }, () => {
				if (!factors.addPasskey(passkey)) throw wrongField('answer', say('passkeyTaken'));
			});
			return finish(c, deps, { ticket, person, codes, by: 'password-and-passkey' });
		});
}

/** Whoever signed in and has just typed their password, or is on the way in with nothing to prove yet. */
function enroller(c: Context<AppEnv>, deps: AccountDeps, ticket: string | undefined): Account {
	return ticket ? halfOf(deps, ticket, 'set-up-second-factor').person : confirmedPerson(c, deps);
}

/** The person is looked at anew: a new passkey takes time. @returns new recovery codes when they have none. */
function added(
	c: Context<AppEnv>,
	deps: AccountDeps,
	ticket: string | undefined,
	change: Parameters<typeof note>[1],
	write: () => void
): string[] | null {
	return inOne(c, () => {
		const { factors } = deps;
		const person = enroller(c, deps, ticket);
		const who = { person: person.id };
		write();
		note(c, change, who);
		if (factors.recoveryCodes(person.id) > 0) return null;
		note(c, { kind: 'recovery-codes-made' }, who);
		return replaceRecoveryCodes(factors, person.id);
	});
}

interface Enrolled {
	readonly ticket: string | undefined;
	readonly person: Account;
	readonly codes: string[] | null;
	readonly by: SignInMethod;
}

async function finish(c: Context<AppEnv>, deps: AccountDeps, { ticket, person, codes, by }: Enrolled) {
	if (!ticket) return c.json({ recoveryCodes: codes }, 201);
	if (!deps.halves.take(ticket)) throw enrolmentOver();
	await complete(c, deps, person, by);
	return c.json({ recoveryCodes: codes, ...meOf(deps.accounts, person) }, 201);
}

function enrolmentOver(): Problem {
	return new Problem(410, say('enrolmentOver'), { code: 'enrolment-over' });
}
