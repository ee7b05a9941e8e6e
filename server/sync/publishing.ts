import * as Y from 'yjs';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { Instant } from '#domain/ids.ts';
import type { Commit } from '../ports/journal.ts';
import { encodeActivity, encodeUpdate } from './protocol.ts';

interface Reader {
	readonly extended: boolean;
	send(frame: Uint8Array): void;
}

/** Sends a durable batch to everybody, merged into one frame; one who wrote all of it has it already. */
export function publish(
	members: ReadonlySet<Reader>,
	{ updates }: Commit,
	writers: readonly Reader[],
	entries: readonly ActivityEntry[],
	at: Instant
): void {
	const frame = encodeUpdate(
		updates.length === 1 ? updates[0]!.update : Y.mergeUpdates(updates.map(({ update }) => update))
	);
	const fromClients = updates.every(({ author }) => author.device !== null);
	const author = fromClients && writers.length === 1 ? writers[0] : null;
	for (const member of members) if (member !== author) member.send(frame);
	const extended = [...members].filter((member) => member.extended);
	if (extended.length === 0 || entries.length === 0) return;
	const activity = encodeActivity(at, entries);
	for (const member of extended) member.send(activity);
}
