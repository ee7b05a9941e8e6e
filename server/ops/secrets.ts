import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishFile } from './files.ts';

/** Keeps what must be read again from whoever reads the database or a backup: its key is in neither. */
export interface Secrets {
	/** @param purpose what it is for, such as `totp`; only the same purpose opens it. */
	seal(purpose: string, plain: Uint8Array): Uint8Array;
	/** @throws {NotOurSeal} for what another secret, or another purpose, sealed, and for what was changed since. */
	open(purpose: string, sealed: Uint8Array): Uint8Array;
	/** @returns 32 bytes, always the same for the same secret, purpose and `info`. */
	derive(purpose: string, info: string): Uint8Array;
}

export class NotOurSeal extends Error {}

/** In the data folder, outside the database and its backups. */
export const SECRET_NAME = 'secret';

/** As many characters as 24 random bytes need in base64. */
export const SHORTEST_SECRET = 32;

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createSecrets(master: string): Secrets {
	const derive = (purpose: string, info: string) =>
		new Uint8Array(hkdfSync('sha256', master, 'daybreak', `${purpose}\0${info}`, 32));
	const keyOf = (purpose: string) => derive('seal', purpose);
	return {
		derive,
		seal(purpose, plain) {
			const nonce = randomBytes(NONCE_BYTES);
			const cipher = createCipheriv('aes-256-gcm', keyOf(purpose), nonce);
			const hidden = Buffer.concat([cipher.update(plain), cipher.final()]);
			return new Uint8Array(Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), hidden]));
		},
		open(purpose, sealed) {
			const head = 1 + NONCE_BYTES + TAG_BYTES;
			if (sealed[0] !== VERSION || sealed.length < head) throw new NotOurSeal();
			const opener = createDecipheriv('aes-256-gcm', keyOf(purpose), sealed.subarray(1, 1 + NONCE_BYTES));
			opener.setAuthTag(sealed.subarray(1 + NONCE_BYTES, head));
			try {
				return new Uint8Array(Buffer.concat([opener.update(sealed.subarray(head)), opener.final()]));
			} catch {
				throw new NotOurSeal();
			}
		}
	};
}

/**
 * The secret that was configured, or the one of this data folder, made when there is none.
 *
 * @throws when the folder's file holds none: guessing on would make everything that it sealed unreadable.
 */
export function openSecrets(configured: string | null, dataDir: string): Secrets {
	return createSecrets(configured ?? secretIn(dataDir));
}

function secretIn(dataDir: string): string {
	const path = join(dataDir, SECRET_NAME);
	if (!existsSync(path)) makeSecret(path);
	const secret = readFileSync(path, 'utf8').trim();
	if (secret.length >= SHORTEST_SECRET) return secret;
	throw new Error(`${path} does not hold a whole secret. Put back the file that was there, or take this one away.`);
}

/** Whole under its name or not there at all, also when two start at once. */
function makeSecret(path: string): void {
	const draft = `${path}.${randomBytes(4).toString('hex')}`;
	writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true });
	try {
		publishFile(draft, path);
	} catch (error) {
		if (!existsSync(path)) throw error;
	} finally {
		rmSync(draft, { force: true });
	}
}
