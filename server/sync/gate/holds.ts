import * as Y from 'yjs';

/**
 * Whether everything an update says is in the document already: what a replica sends that has only read. Every full
 * sync repeats all that its client has ever seen deleted, so those count as long as nothing new is among them.
 */
export function holds(doc: Y.Doc, update: Uint8Array): boolean {
	try {
		const { structs, ds } = Y.decodeUpdate(update);
		if (structs.some(({ id, length }) => id.clock + length > Y.getState(doc.store, id.client))) return false;
		return [...ds.clients].every(([client, ranges]) =>
			ranges.every(({ clock, len }) => isGone(doc, client, clock, clock + len))
		);
	} catch {
		return false;
	}
}

function isGone(doc: Y.Doc, client: number, from: number, to: number): boolean {
	if (!(from <= to && to <= Y.getState(doc.store, client))) return false;
	const structs = doc.store.clients.get(client);
	if (!structs || from === to) return from === to;
	for (let i = Y.findIndexSS(structs, from); i < structs.length && structs[i]!.id.clock < to; i++) {
		if (!structs[i]!.deleted) return false;
	}
	return true;
}
