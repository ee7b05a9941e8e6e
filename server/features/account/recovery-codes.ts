import { randomBytes } from 'node:crypto';
import { hashToken } from './tokens.ts';

/** Thirty-two signs that no two people read differently. */
const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789';
const COUNT = 10;
/** 80 random bits, so that a plain hash of them says nothing. */
const LENGTH = 16;

/** Ten codes, each good once, such as `k7rw-92mh-xq4d-ba3t`. */
export function newRecoveryCodes(): string[] {
	return Array.from({ length: COUNT }, () =>
		grouped([...randomBytes(LENGTH)].map((byte) => SIGNS[byte % 32]).join(''))
	);
}

/** However it is typed: capitals, spaces and lines between do not matter. */
export function hashOfRecoveryCode(typed: string): string {
	return hashToken(typed.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

/** Six digits come from an app. */
export function isAppCode(typed: string): boolean {
	return /^\d{6}$/.test(typed.replace(/\s/g, ''));
}

function grouped(code: string): string {
	return code.match(/.{4}/g)!.join('-');
}
