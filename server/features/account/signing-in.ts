import type { Instant } from '#domain/ids.ts';
import type { Secrets } from '../../ops/secrets.ts';
import type { Factors } from '../../ports/factors.ts';
import type { KnownPlaces } from '../../ports/known-places.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { Rules } from '../../ports/rules.ts';
import { createConfirmations, type Confirmations } from './confirmation.ts';
import { ENROLMENT_MS, type Enrolment } from './enrolment-routes.ts';
import { HALF_SIGN_IN_MS, type HalfSignIn } from './entering.ts';
import { createRefusingLimiter, type Limiter } from './limiter.ts';
import { createPending, type Pending } from './pending.ts';
import { createPlaces, type Places } from './places.ts';
import { createThrottle, type Throttle } from './throttle.ts';

export interface SigningInStores {
	readonly rules: Rules;
	readonly factors: Factors;
	readonly passwords: Passwords;
	readonly knownPlaces: KnownPlaces;
	readonly secrets: Secrets;
	readonly now: () => Instant;
	/** Milliseconds of a clock that is never set: what is counted or waits for minutes only goes by it. */
	readonly steady: () => number;
	readonly demo: boolean;
}

/** All that signing in needs beside accounts and sessions: what is kept, and what is remembered until a restart. */
export interface SigningIn {
	readonly rules: Rules;
	readonly factors: Factors;
	readonly passwords: Passwords;
	readonly secrets: Secrets;
	readonly places: Places;
	readonly throttle: Throttle;
	/** Codes tried at places that nobody of the practice comes from: all of those together, for each person. */
	readonly codesElsewhere: Limiter;
	readonly confirmations: Confirmations;
	/** People between their password and the second factor. */
	readonly halves: Pending<HalfSignIn>;
	readonly enrolments: Pending<Enrolment>;
	/** What a passkey has to sign, whosever it will be. */
	readonly challenges: Pending<string>;
}

const CHALLENGE_MS = 5 * 60_000;

export function createSigningIn({ knownPlaces, demo, now, steady, ...stores }: SigningInStores): SigningIn {
	return {
		...stores,
		places: createPlaces(knownPlaces, now, demo),
		throttle: createThrottle(steady),
		codesElsewhere: createRefusingLimiter(steady),
		confirmations: createConfirmations(steady),
		halves: createPending(steady, HALF_SIGN_IN_MS),
		enrolments: createPending(steady, ENROLMENT_MS),
		challenges: createPending(steady, CHALLENGE_MS)
	};
}
