import type { BoardListing, Colleague, Me } from './api.ts';

/** Who is signed in here and what that person sees. */
export interface Session {
	readonly me: Me;
	readonly boards: readonly BoardListing[];
	readonly people: readonly Colleague[];
	/** False when the server could not be reached and this is what the device remembers. */
	readonly live: boolean;
}

/**
 * Asks the server who is signed in, or, when it cannot be reached, takes what was last known on this device.
 *
 * @returns null when nobody is signed in; the copies of whoever was are then gone from this device.
 * @throws {Offline} when the server cannot be reached and nothing is remembered
 */
export async function openSession(): Promise<Session | null> {
	throw new Error('not yet');
}
