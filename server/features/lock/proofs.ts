import type { Context } from 'hono';
import * as v from 'valibot';
import type { Instant } from '#domain/ids.ts';
import type { AppEnv } from '../../http/env.ts';
import type { Account, Accounts } from '../../ports/accounts.ts';
import { token } from '../account/fields.ts';
import { AUTHENTICATION, authenticated, relyingPartyOf } from '../account/passkeys.ts';
import { verifyPassword } from '../account/passwords.ts';
import type { SigningIn } from '../account/signing-in.ts';
import { admitTry } from '../account/tries.ts';

export interface ProofDeps {
	readonly accounts: Pick<Accounts, 'credentials'>;
	readonly signingIn: SigningIn;
	readonly origins: readonly string[];
	readonly wait: (ms: number) => Promise<void>;
	readonly now: () => Instant;
}

/** How a person whose screen is locked proves that it is them. */
export interface Proofs {
	/** @throws {Problem} 429 when it was tried too often. */
	password(c: Context<AppEnv>, person: Account, typed: string): Promise<boolean>;
	/** @param shown a challenge's token and what the device answered to it. */
	passkey(c: Context<AppEnv>, person: Account, shown: unknown): Promise<boolean>;
	hasPasskey(c: Context<AppEnv>, person: Account): boolean;
}

const SHOWN = v.object({ token, answer: AUTHENTICATION });

export function createProofs({ accounts, signingIn, origins, wait, now }: ProofDeps): Proofs {
	const { factors, challenges } = signingIn;
	return {
		async password(c, { id, email }, typed) {
			const right = await admitTry(c, { ...signingIn, wait }, email, id);
			const fits = await verifyPassword(accounts.credentials(email)?.passwordHash ?? null, typed);
			if (fits) right();
			return fits;
		},
		async passkey(c, { id, email }, shown) {
			const right = await admitTry(c, { ...signingIn, wait }, email, id);
			const given = v.safeParse(SHOWN, shown);
			if (!given.success) return false;
			const party = relyingPartyOf(c, origins);
			const { token, answer } = given.output;
			const challenge = challenges.take(token);
			const passkey = factors.passkey(answer.id);
			if (!challenge || passkey?.person !== id) return false;
			const counter = await authenticated(answer, passkey, party, challenge);
			if (counter === null) return false;
			right();
			factors.passkeyUsed(answer.id, counter, now());
			return true;
		},
		hasPasskey(c, { id }) {
			const here = partyOrNull(c, origins);
			return factors.passkeys(id).some(({ relyingParty }) => relyingParty === here);
		}
	};
}

function partyOrNull(c: Context<AppEnv>, origins: readonly string[]): string | null {
	try {
		return relyingPartyOf(c, origins).id;
	} catch {
		return null;
	}
}
