import { isTimeZone } from '#domain/time.ts';
import { DEFAULT_SEED } from './story.ts';

export interface DemoChoices {
	/** Throws away what the demo's folder holds. */
	readonly fresh: boolean;
	readonly seed: number;
	/** This machine's: who looks at the demo finds its morning in their own. */
	readonly timeZone: string;
}

/** @throws {Error} with a sentence for the person at the terminal. */
export function readChoices(args: readonly string[], env: Readonly<Record<string, string | undefined>>): DemoChoices {
	const unknown = args.find((arg) => arg !== '--fresh');
	if (unknown !== undefined) throw new Error(`The demo does not know ${unknown}. It knows --fresh, to start over.`);
	const seed = env.DAYBREAK_SEED || String(DEFAULT_SEED);
	if (!/^\d{1,9}$/.test(seed)) throw new Error('DAYBREAK_SEED must be a whole number of at most nine digits.');
	const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
	return { fresh: args.includes('--fresh'), seed: Number(seed), timeZone: isTimeZone(timeZone) ? timeZone : 'UTC' };
}
