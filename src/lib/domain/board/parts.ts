import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

type Struct = Y.Item | Y.GC;

/** A client's structs, and how far they have been put into parts. */
interface Row {
	readonly structs: readonly Struct[];
	next: number;
}

/** So many structs take a browser some milliseconds. */
const STRUCTS_A_PART = 4_000;

/**
 * A whole document as updates that are taken in one after another: Yjs takes in each as one transaction, which no page can
 * interrupt. Each part stands on those before it alone, and only with the last is the document what it is: that one has
 * all deletes.
 *
 * @returns one update of a document that is small enough.
 * @throws when the document is not whole, which none is that has taken in only what Yjs could place.
 */
export function partsOf(doc: Y.Doc, atMost = STRUCTS_A_PART): Uint8Array[] {
	const rows = new Map([...doc.store.clients].map(([client, structs]) => [client, { structs, next: 0 } as Row]));
	const count = [...rows.values()].reduce((sum, { structs }) => sum + structs.length, 0);
	const parts: Uint8Array[] = [];
	let left = count;
	while (left > atMost * 1.5) {
		const from = new Map([...rows].map(([client, { next }]) => [client, next]));
		left -= takeSome(rows, atMost);
		parts.push(written(rows, from));
	}
	if (parts.length === 0) return [Y.encodeStateAsUpdate(doc)];
	return [...parts, Y.encodeStateAsUpdate(doc, stateVectorOf(rows))];
}

/** Goes on by so many structs or a few more; before each comes what it stands on. @returns how many they were. */
function takeSome(rows: ReadonlyMap<number, Row>, atMost: number): number {
	let taken = 0;
	for (const row of rows.values()) {
		while (row.next < row.structs.length && taken < atMost) taken += takeWith(rows, row);
	}
	return taken;
}

/** Takes a row's next struct, and first all that it stands on. */
function takeWith(rows: ReadonlyMap<number, Row>, row: Row): number {
	const waiting: Row[] = [row];
	let taken = 0;
	for (let top = waiting.at(-1); top; top = waiting.at(-1)) {
		const struct = top.structs[top.next];
		if (!struct) throw new Error('something in the document stands on what is not there');
		const missing = missingFor(struct, rows);
		if (missing) waiting.push(missing);
		else {
			top.next += 1;
			taken += 1;
			waiting.pop();
		}
	}
	return taken;
}

/** The row that has to go on first; null when nothing is missing. */
function missingFor(struct: Struct, rows: ReadonlyMap<number, Row>): Row | null {
	if (!(struct instanceof Y.Item)) return null;
	const { origin, rightOrigin } = struct;
	if (origin || rightOrigin) return behind(origin, rows) ?? behind(rightOrigin, rows);
	const parent = struct.parent as Y.AbstractType<unknown> | null;
	return behind(parent?._item?.id ?? null, rows);
}

function behind(id: Y.ID | null, rows: ReadonlyMap<number, Row>): Row | null {
	if (!id) return null;
	const row = rows.get(id.client)!;
	return clockOf(row) > id.clock ? null : row;
}

/** Up to which clock its structs have been taken. */
function clockOf({ structs, next }: Row): number {
	const last = structs[next - 1];
	return last ? last.id.clock + last.length : 0;
}

/** What was taken since as an update without deletes, in the form that `Y.encodeStateAsUpdate` has. */
function written(rows: ReadonlyMap<number, Row>, from: ReadonlyMap<number, number>): Uint8Array {
	const encoder = new Y.UpdateEncoderV1();
	const some = [...rows].filter(([client, { next }]) => next > from.get(client)!);
	encoding.writeVarUint(encoder.restEncoder, some.length);
	for (const [client, { structs, next }] of some.sort(([a], [b]) => b - a)) {
		const first = from.get(client)!;
		encoding.writeVarUint(encoder.restEncoder, next - first);
		encoder.writeClient(client);
		encoding.writeVarUint(encoder.restEncoder, structs[first]!.id.clock);
		for (let i = first; i < next; i++) structs[i]!.write(encoder, 0);
	}
	encoding.writeVarUint(encoder.restEncoder, 0);
	return encoder.toUint8Array();
}

function stateVectorOf(rows: ReadonlyMap<number, Row>): Uint8Array {
	return encoding.encode((encoder) => {
		const some = [...rows].filter(([, { next }]) => next > 0);
		encoding.writeVarUint(encoder, some.length);
		for (const [client, row] of some) {
			encoding.writeVarUint(encoder, client);
			encoding.writeVarUint(encoder, clockOf(row));
		}
	});
}
