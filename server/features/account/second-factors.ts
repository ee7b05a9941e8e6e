import type { PersonId } from '#domain/ids.ts';
import { NotOurSeal, type Secrets } from '../../ops/secrets.ts';
import type { Factors } from '../../ports/factors.ts';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';

/** Of one person alone: put into another's row, it opens nothing. */
const purposeOf = (person: PersonId) => `authenticator-app ${person}`;

export function sealAppSecret(secrets: Secrets, person: PersonId, secret: Uint8Array): Uint8Array {
	return secrets.seal(purposeOf(person), secret);
}

/** Null when there is none, or when it was sealed by a secret that is lost: no code fits then. */
export function openAppSecret(factors: Pick<Factors, 'app'>, secrets: Secrets, person: PersonId): Uint8Array | null {
	const app = factors.app(person);
	if (!app) return null;
	try {
		return secrets.open(purposeOf(person), app.sealed);
	} catch (error) {
		if (error instanceof NotOurSeal) return null;
		throw error;
	}
}

/** How many people's apps were sealed by a secret that this server does not have: no code of theirs fits. */
export function unreadableApps(factors: Pick<Factors, 'app' | 'apps'>, secrets: Secrets): number {
	return factors.apps().filter(({ person }) => openAppSecret(factors, secrets, person) === null).length;
}

/** For the terminal. */
export function unreadableAppsWords(count: number): string {
	const whose = count === 1 ? 'The authenticator app of one person' : `The authenticator apps of ${count} people`;
	return [
		`${whose} cannot be read: the secret that sealed them is not here.`,
		'',
		'Put the file `secret` of the old data folder into this one, or set SECRET as it was, and start again. If it is lost,',
		'these people sign in with a recovery code or a passkey, or a manager makes them a reset link without second step.'
	].join('\n');
}

/** In place of those before. @returns the codes, which nobody can read again afterwards. */
export function replaceRecoveryCodes(factors: Factors, person: PersonId): string[] {
	const codes = newRecoveryCodes();
	factors.putRecoveryCodes(person, codes.map(hashOfRecoveryCode));
	return codes;
}
