import type { Context } from 'hono';
import type { SecurityEvent } from '#domain/activity/events.ts';
import type { NewEntry } from '../ports/record.ts';
import type { AppEnv } from './env.ts';
import { whoAsks } from './refusals.ts';

/**
 * Writes into the record what the person who asks does here and now, from their session and address. Called inside
 * `inOne` together with what it tells of.
 *
 * @param about a board or a card; another person and device, where the request itself changes who is signed in.
 * @throws when it could not be made durable; what it tells of must then not happen.
 */
export function note(
	c: Context<AppEnv>,
	change: SecurityEvent,
	about: Partial<Omit<NewEntry, 'change' | 'source'>> = {}
): void {
	c.get('record').write({ ...whoAsks(c), ...about, change });
}

/** All that `work` writes and notes, or nothing of it. It cannot wait for anything. */
export function inOne<T>(c: Context<AppEnv>, work: () => T): T {
	return c.get('record').inOne(work);
}
