import type {
	AuthenticationResponseJSON,
	AuthenticatorTransport,
	RegistrationResponseJSON,
	WebAuthnCredential
} from '@simplewebauthn/server';
import type { Context } from 'hono';
import { isIP } from 'node:net';
import * as v from 'valibot';
import type { AppEnv } from '../../http/env.ts';
import { pageOrigin } from '../../http/origin.ts';
import { Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import type { Account } from '../../ports/accounts.ts';
import type { Passkey } from '../../ports/factors.ts';

/** The address that a passkey belongs to, as the standard calls it. */
export interface RelyingParty {
	/** The host's name. */
	readonly id: string;
	readonly origin: string;
}

/** Loaded for the first passkey: it takes more of the server's memory than a board, and many practices have none. */
const webAuthn = () => import('@simplewebauthn/server');

/** Ed25519, ES256 and RS256: every device has one of them. */
const ALGORITHMS = [-8, -7, -257];

const text = v.pipe(v.string(say('passkeyWhole')), v.maxLength(20_000, say('passkeyShort')));

/** What a browser hands over, as far as it is looked at before the library does. */
export const AUTHENTICATION = v.looseObject({ id: text, rawId: text, type: text, response: v.looseObject({}) });
export const REGISTRATION = AUTHENTICATION;
type Answer = v.InferOutput<typeof AUTHENTICATION>;

/**
 * By the same rule as a change from a page: the address asked for, or a listed one.
 *
 * @throws {Problem} where browsers have no passkeys: at an address without a name, or from no page at all.
 */
export function relyingPartyOf(c: Context<AppEnv>, listed: readonly string[]): RelyingParty {
	const origin = pageOrigin((name) => c.req.header(name), c.get('connection').secure, listed);
	const id = origin ? new URL(origin).hostname : '';
	if (origin && id && !isIP(id.replace(/^\[|\]$/g, ''))) return { id, origin };
	throw new Problem(409, say('noPasskeysHere'), { code: 'no-passkeys-here' });
}

/** Asks the device for a passkey that it shows to nobody without a finger, a face or its own PIN. */
export async function registrationOptions(
	party: RelyingParty,
	person: Account,
	practice: string,
	has: readonly Passkey[]
) {
	const { generateRegistrationOptions } = await webAuthn();
	return generateRegistrationOptions({
		rpID: party.id,
		rpName: practice,
		userID: new TextEncoder().encode(person.id),
		userName: person.email,
		userDisplayName: person.name,
		attestationType: 'none',
		supportedAlgorithmIDs: ALGORITHMS,
		excludeCredentials: has.map(credentialRefOf),
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
	});
}

/** @param allowed those of one person; none lets the device choose among all that it holds for this address. */
export async function authenticationOptions(party: RelyingParty, allowed: readonly Passkey[] = []) {
	const { generateAuthenticationOptions } = await webAuthn();
	return generateAuthenticationOptions({
		rpID: party.id,
		userVerification: 'required',
		...(allowed.length > 0 && { allowCredentials: allowed.map(credentialRefOf) })
	});
}

/** @returns what to keep of a new passkey, or null when the answer does not hold. */
export async function registered(
	answer: Answer,
	party: RelyingParty,
	challenge: string
): Promise<Pick<Passkey, 'id' | 'relyingParty' | 'publicKey' | 'counter' | 'transports'> | null> {
	const { verifyRegistrationResponse } = await webAuthn();
	try {
		const { verified, registrationInfo } = await verifyRegistrationResponse({
			response: answer as unknown as RegistrationResponseJSON,
			supportedAlgorithmIDs: ALGORITHMS,
			...expected(party, challenge)
		});
		if (!verified) return null;
		const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
		return { id, publicKey, counter, transports, relyingParty: party.id };
	} catch {
		return null;
	}
}

/** @returns the key's new counter, or null when the answer does not hold. */
export async function authenticated(
	answer: Answer,
	passkey: Passkey,
	party: RelyingParty,
	challenge: string
): Promise<number | null> {
	const { verifyAuthenticationResponse } = await webAuthn();
	try {
		const { verified, authenticationInfo } = await verifyAuthenticationResponse({
			response: answer as unknown as AuthenticationResponseJSON,
			credential: credentialOf(passkey),
			...expected(party, challenge)
		});
		return verified ? authenticationInfo.newCounter : null;
	} catch {
		return null;
	}
}

function expected({ id, origin }: RelyingParty, challenge: string) {
	return { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: id, requireUserVerification: true };
}

function credentialOf({ id, publicKey, counter, transports }: Passkey): WebAuthnCredential {
	return {
		id,
		publicKey: new Uint8Array(publicKey),
		counter,
		transports: [...transports] as AuthenticatorTransport[]
	};
}

function credentialRefOf({ id, transports }: Passkey) {
	return { id, transports: [...transports] as AuthenticatorTransport[] };
}
