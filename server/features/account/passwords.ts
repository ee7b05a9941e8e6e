import { hash, verify } from '@node-rs/argon2';
import { newToken } from './tokens.ts';

/** argon2id with OWASP's first choice of costs: some 50 ms and 19 MiB a try. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two keyboards may send one accented letter as one character or as two. */
const composed = (password: string) => password.normalize('NFKC');

export function hashPassword(password: string): Promise<string> {
	return hash(composed(password), COSTS);
}

/** A hash that no password fits, for e-mails that nobody has. */
const nobodysHash = hashPassword(newToken());

/** Takes as long for an e-mail that nobody has (`null`) as for a wrong password. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
	const fits = await verify(passwordHash ?? (await nobodysHash), composed(password));
	return fits && passwordHash !== null;
}
