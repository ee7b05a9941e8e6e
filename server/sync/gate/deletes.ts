import * as Y from 'yjs';
import type { PersonId } from '#domain/ids.ts';
import type { UpdateRefusal } from '#domain/refusal.ts';
import { touch, type Deletes, type GateState, type Touched, type Verdict } from './gate.ts';
import type { Locator, Where } from './locate.ts';
import { isOfHuddle, slotFor } from './shape.ts';

const refused = (code: UpdateRefusal['code']): Verdict => ({ kind: 'refused', refusal: { code } });

/**
 * Judges what an update takes away. Only what is still there counts: every full sync repeats all that its client
 * has ever seen deleted.
 *
 * @param ends the first clock after the update's own structs of each client.
 * @param touched what the update writes; gathers what its deletes touch.
 * @returns why it may not pass; null when nothing speaks against it.
 */
export function judgeDeletes(
	deletes: Deletes,
	author: PersonId,
	state: GateState,
	locator: Locator,
	ends: ReadonlyMap<number, number>,
	touched: Touched
): Verdict | null {
	for (const [client, ranges] of deletes.clients) {
		const known = Y.getState(state.doc.store, client);
		const end = ends.get(client) ?? known;
		let last = 0;
		for (const { clock, len } of ranges) {
			if (len < 1 || clock < last || !Number.isSafeInteger(clock + len)) return refused('malformed');
			last = clock + len;
			if (clock + len > end) return judgeUnknown(client, author, state);
			const code = judgeRange(state, client, clock, Math.min(clock + len, known), author, locator, touched);
			if (code) return refused(code);
		}
	}
	return null;
}

/** A delete of what has not been written would swallow it when it comes; of one's own, its insert is still under way. */
function judgeUnknown(client: number, author: PersonId, { ownerOf }: GateState): Verdict {
	const owner = ownerOf(client);
	return owner === undefined || owner === author ? { kind: 'gap' } : refused('foreign-author');
}

function judgeRange(
	state: GateState,
	client: number,
	from: number,
	to: number,
	author: PersonId,
	locator: Locator,
	touched: Touched
): UpdateRefusal['code'] | null {
	if (from >= to) return null;
	const structs = state.doc.store.clients.get(client) ?? [];
	for (let i = Y.findIndexSS(structs, from); i < structs.length && structs[i]!.id.clock < to; i++) {
		const struct = structs[i]!;
		if (!(struct instanceof Y.Item) || struct.deleted) continue;
		const where = locator.whereIsStored(struct);
		if (where === 'void') continue;
		const code = where === 'unknown' ? 'unknown-shape' : judgeDeleted(struct, where, author, state, touched);
		if (code) return code;
		if (where !== 'unknown') touch(touched, where);
	}
	return null;
}

function judgeDeleted(
	item: Y.Item,
	{ kind, key, parent }: Where,
	author: PersonId,
	{ managesColumns }: GateState,
	{ written }: Touched
): UpdateRefusal['code'] | null {
	if (kind === 'text') return null;
	if (kind === 'meta' || kind === 'huddle') return 'not-allowed';
	// In a huddle an entry is put in another's place by whoever may write there; nothing is only taken away.
	if (isOfHuddle(kind)) return written.has(`${parent}/${key}`) ? null : 'removed-by-client';
	// A column that stays must stay whole, which is checked once applied, as with items.
	if (kind === 'columns' || kind === 'column') return managesColumns ? null : 'not-allowed';
	if (kind === 'cards') return 'removed-by-client';
	if (kind === 'comments') return signerOf(item) === author ? null : 'foreign-author';
	// Whoever claims a card takes the place of the claim before; to take a colleague's away and leave none is another thing.
	if (kind === 'card' && key === 'claim' && !written.has(`${parent}/${key}`)) {
		return signerOf(item) === author ? null : 'foreign-author';
	}
	// An item of a checklist goes with all that is in it; one that stays must stay whole, which is checked once applied.
	if (kind === 'item') return null;
	return key !== null && slotFor(kind, key)?.fixed ? 'removed-by-client' : null;
}

/** Who signed a comment or a claim. */
function signerOf(item: Y.Item): unknown {
	const [value] = item.content.getContent() as [{ author?: unknown; person?: unknown }?];
	return value?.author ?? value?.person;
}
