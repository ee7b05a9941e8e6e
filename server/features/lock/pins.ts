import { createHmac } from 'node:crypto';
import type { PersonId } from '#domain/ids.ts';
import { say, type Sentence } from '../../http/say.ts';
import type { Secrets } from '../../ops/secrets.ts';

/** Wrong PINs on one session before only the password or a passkey unlocks it. */
export const PIN_TRIES = 5;

const SIX_DIGITS = /^\d{6}$/;

/** @returns why a PIN is none; null when it is one. */
export function pinProblem(pin: string): Sentence | null {
	if (!SIX_DIGITS.test(pin)) return say('newPin');
	return isEasy(pin) ? say('newPinHard') : null;
}

/** Rows up or down, and anything that repeats one, two or three digits; half of all PINs that thieves try first. */
function isEasy(pin: string): boolean {
	const steps = [...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10);
	const isRow = [0, 1, 9].some((step) => steps.every((each) => each === step));
	const repeats = [1, 2, 3].some((length) => pin === pin.slice(0, length).repeat(6 / length));
	const pairs = /^(\d)\1(\d)\2(\d)\3$/.test(pin);
	return isRow || repeats || pairs;
}

/** What is hashed in the PIN's place: with the database alone, nobody can try all million of them. */
export function pepperedPin(secrets: Secrets, person: PersonId, pin: string): string {
	return createHmac('sha256', secrets.derive('pin', person)).update(pin).digest('base64');
}
