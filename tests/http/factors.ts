import { codeAt } from '../../server/features/account/totp.ts';
import { Authenticator } from './authenticator.ts';
import type { Browser } from './browser.ts';
import { MANAGER } from './house.ts';

export const ORIGIN = 'https://board.practice.test';

/** The browser says which page it shows, as browsers do with a POST. */
export function atPage(browser: Browser, origin = ORIGIN): Browser {
	browser.headers = { ...browser.headers, Origin: origin };
	return browser;
}

export function signIn(browser: Browser, password = MANAGER.password, email = MANAGER.email) {
	return browser.post('/api/session', { email, password });
}

export async function confirm(browser: Browser, password = MANAGER.password): Promise<void> {
	const answer = await browser.post('/api/account/confirm', { password });
	if (answer.status !== 204) throw new Error(`not confirmed: ${answer.text}`);
}

/** A phone with an app in it. */
export class Phone {
	readonly #secret: Uint8Array;

	/** @param base32 as the app reads it off the QR code. */
	constructor(base32: string) {
		const bits = [...base32].map((sign) =>
			'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')
		);
		this.#secret = Uint8Array.from(bits.join('').match(/.{8}/g)!, (byte) => parseInt(byte, 2));
	}

	/** @param steps half-minutes from now. */
	code(steps = 0): string {
		return codeAt(this.#secret, Date.now() + steps * 30_000);
	}
}

/** @param ticket for whoever is on the way in; others have typed their password. */
export async function addApp(browser: Browser, ticket?: string) {
	const begun = await browser.post('/api/account/app', { ticket });
	const phone = new Phone(begun.body.secret);
	const answer = await browser.post('/api/account/app/confirm', {
		ticket,
		token: begun.body.token,
		code: phone.code()
	});
	if (answer.status !== 201) throw new Error(`no app: ${answer.text}`);
	return { phone, answer, recoveryCodes: answer.body.recoveryCodes as string[], secret: begun.body.secret as string };
}

export async function addPasskey(browser: Browser, name = 'My laptop', ticket?: string) {
	const device = new Authenticator();
	const { body } = await browser.post('/api/account/passkeys/options', { ticket });
	const origin = browser.headers.Origin!;
	const answer = await browser.post('/api/account/passkeys', {
		...{ ticket, token: body.token, name, answer: device.register(body.options, origin) }
	});
	if (answer.status !== 201) throw new Error(`no passkey: ${answer.text}`);
	return { device, answer, recoveryCodes: answer.body.recoveryCodes as string[] | null };
}

export async function passkeySignIn(browser: Browser, device: Authenticator, origin = browser.headers.Origin!) {
	const { body } = await browser.post('/api/session/passkey/options', {});
	return browser.post('/api/session/passkey', { token: body.token, answer: device.signIn(body.options, origin) });
}
