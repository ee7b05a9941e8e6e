import type * as Y from 'yjs';
import type { Author } from '../ports/journal.ts';
import type { CommitQueue } from './commit-queue.ts';
import { NotSaved, type Room } from './room.ts';

/** Hears how the batch ends that an operation of the server's own went into. */
export interface Waiter {
	readonly saved: () => void;
	readonly failed: (error: Error) => void;
	/** Whether what belongs together with it is still to come; otherwise the batch must not be kept. */
	readonly isWhole?: () => boolean;
}

/**
 * Runs one operation on two boards at once; resolves with its result once both are durable, in one transaction, and
 * published. Not to be called for a second pair while the first is under way.
 *
 * @throws {NotSaved} when it could not be made durable; neither board has changed then.
 */
export async function editTogether<T>(
	queue: CommitQueue,
	[here, there]: readonly [Room, Room],
	author: Author,
	operation: (here: Y.Doc, there: Y.Doc) => T
): Promise<T> {
	await here.committed(() => undefined);
	await there.committed(() => undefined);
	if (!here.takesEdits || !there.takesEdits) throw new NotSaved('one of the boards cannot be saved at the moment');
	let whole = true;
	const waiter = () => {
		const { promise, resolve: saved, reject } = Promise.withResolvers<void>();
		const failed = (error: Error) => {
			whole = false;
			reject(error);
		};
		return { promise, hears: { saved, failed, isWhole: () => whole } };
	};
	const [first, second] = [waiter(), waiter()];
	queue.bind([here, there]);
	const result = there.begin(
		author,
		(other) => here.begin(author, (one) => operation(one, other), first.hears),
		second.hears
	);
	await Promise.all([first.promise, second.promise]);
	return result;
}
