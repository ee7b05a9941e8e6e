/** Consonants that are told apart when read aloud and from afar, and that make no words. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;

/** Turns random bytes (at least 8, from a good source) into a code. */
export function pairingCode(random: Uint8Array): string {
	return Array.from({ length: LENGTH }, (_, i) => LETTERS[(random[i] ?? 0) % LETTERS.length]).join('');
}

/** What somebody typed as the code that it means, in whatever letters, dashes and blanks; null when it is none. */
export function readPairingCode(typed: string): string | null {
	const code = typed.toUpperCase().replace(/[\s\u2010-\u2015-]/g, '');
	return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null;
}

/** As a screen shows it: `BCDF-GHJK`. */
export function shownCode(code: string): string {
	return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}
