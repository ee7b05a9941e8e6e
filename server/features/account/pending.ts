import { hashToken, newToken } from './tokens.ts';

/** What waits for its second half under a token that only the browser holds. In memory: a restart means to begin anew. */
export interface Pending<T> {
	/** @returns the token, good for a while and until it is taken. */
	put(value: T): string;
	find(token: string): T | null;
	take(token: string): T | null;
}

/** More than a practice will ever have at once: beyond it the oldest go, so that a flood fills no memory. */
const MOST = 5_000;

export function createPending<T>(now: () => number, lastsMs: number): Pending<T> {
	const waiting = new Map<string, { readonly value: T; readonly until: number }>();
	const find = (token: string): T | null => {
		const found = waiting.get(hashToken(token));
		return found && found.until > now() ? found.value : null;
	};
	return {
		find,
		put(value) {
			const token = newToken();
			for (const [hash, { until }] of waiting) {
				if (waiting.size < MOST && until > now()) break;
				waiting.delete(hash);
			}
			waiting.set(hashToken(token), { value, until: now() + lastsMs });
			return token;
		},
		take(token) {
			const found = find(token);
			waiting.delete(hashToken(token));
			return found;
		}
	};
}
