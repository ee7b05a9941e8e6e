import { Secret, TOTP } from 'otpauth';
import { randomBytes } from 'node:crypto';

/** What every authenticator app knows: SHA-1, six digits, thirty seconds (RFC 6238). */
const PERIOD_S = 30;
const DIGITS = 6;
/** Clocks of phones differ by a few seconds, and people type slowly. */
const STEPS_AROUND = 1;

/** As many bytes as SHA-1 has, which RFC 4226 recommends. */
const SECRET_BYTES = 20;

export function newTotpSecret(): Uint8Array {
	return new Uint8Array(randomBytes(SECRET_BYTES));
}

/** For typing it in, and for a QR code. */
export function enrolmentOf(secret: Uint8Array, issuer: string, label: string): { secret: string; uri: string } {
	const totp = totpOf(secret, { issuer, label });
	return { secret: totp.secret.base32, uri: totp.toString() };
}

/** @returns the step that the code belongs to, or null when it fits none of those around now. */
export function stepOf(secret: Uint8Array, code: string, now: number): number | null {
	const off = totpOf(secret).validate({ token: code, timestamp: now, window: STEPS_AROUND });
	return off === null ? null : Math.floor(now / 1000 / PERIOD_S) + off;
}

/** For tests and for whoever wants to know what the phone shows. */
export function codeAt(secret: Uint8Array, now: number): string {
	return totpOf(secret).generate({ timestamp: now });
}

function totpOf(secret: Uint8Array, names: { issuer?: string; label?: string } = {}): TOTP {
	const buffer = secret.buffer.slice(secret.byteOffset, secret.byteOffset + secret.byteLength) as ArrayBuffer;
	return new TOTP({ ...names, secret: new Secret({ buffer }), algorithm: 'SHA1', digits: DIGITS, period: PERIOD_S });
}
