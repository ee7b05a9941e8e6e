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

/** In place of those before. @returns the codes, which nobody can read again afterwards. */
export function replaceRecoveryCodes(factors: Factors, person: PersonId): string[] {
	const codes = newRecoveryCodes();
	factors.putRecoveryCodes(person, codes.map(hashOfRecoveryCode));
	return codes;
}
