import {
	browserSupportsWebAuthn,
	startAuthentication,
	startRegistration,
	WebAuthnError,
	type PublicKeyCredentialCreationOptionsJSON,
	type PublicKeyCredentialRequestOptionsJSON
} from '@simplewebauthn/browser';
import { request, unlockSession, type Me } from './api.ts';
import type { Enrolled } from './sign-in-api.ts';

interface Asked<Options> {
	readonly token: string;
	readonly options: Options;
}

/** The person closed the device's own dialog, or the device had nothing to offer: no fault, and nothing to tell. */
export class NoPasskey extends Error {
	readonly kind: 'given-up' | 'there-already';

	constructor(kind: 'given-up' | 'there-already') {
		super(kind);
		this.kind = kind;
	}
}

/** Browsers have passkeys only over https or on the machine itself, and only at an address with a name. */
export function passkeysPossible(): boolean {
	const isNumber = /^[\d.]+$|^\[/.test(location.hostname);
	return isSecureContext && !isNumber && browserSupportsWebAuthn();
}

/** @throws {NoPasskey} when the device showed none */
export async function signInWithPasskey(): Promise<Me> {
	const { token, options } = await request<Asked<PublicKeyCredentialRequestOptionsJSON>>(
		'POST',
		'/api/session/passkey/options',
		{}
	);
	const answer = await shown(startAuthentication({ optionsJSON: options }));
	return request<Me>('POST', '/api/session/passkey', { token, answer });
}

/** Opens the screen that this person locked. @throws {NoPasskey} when the device showed none */
export async function unlockWithPasskey(): Promise<Me> {
	const { token, options } = await request<Asked<PublicKeyCredentialRequestOptionsJSON>>(
		'POST',
		'/api/session/passkey/options',
		{}
	);
	const answer = await shown(startAuthentication({ optionsJSON: options }));
	return unlockSession({ passkey: { token, answer } });
}

/** The second step after a password. @throws {NoPasskey} when the device showed none */
export async function proveWithPasskey(ticket: string): Promise<Me> {
	const { options } = await request<Pick<Asked<PublicKeyCredentialRequestOptionsJSON>, 'options'>>(
		'POST',
		'/api/session/second-passkey/options',
		{ ticket }
	);
	const answer = await shown(startAuthentication({ optionsJSON: options }));
	return request<Me>('POST', '/api/session/second-passkey', { ticket, answer });
}

/** @param ticket of whoever is still on the way in. @throws {NoPasskey} when the device made none */
export async function addPasskey(name: string, ticket?: string): Promise<Enrolled> {
	const { token, options } = await request<Asked<PublicKeyCredentialCreationOptionsJSON>>(
		'POST',
		'/api/account/passkeys/options',
		{ ticket }
	);
	const answer = await shown(startRegistration({ optionsJSON: options }));
	return request<Enrolled>('POST', '/api/account/passkeys', { ticket, token, name, answer });
}

async function shown<T>(dialog: Promise<T>): Promise<T> {
	try {
		return await dialog;
	} catch (error) {
		const known = error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED';
		throw new NoPasskey(known ? 'there-already' : 'given-up');
	}
}
