import * as encoding from 'lib0/encoding';

export interface Id {
	readonly client: number;
	readonly clock: number;
}

/** A struct as the bytes say it, whatever any library would write. */
export interface CraftedStruct {
	readonly gc?: number;
	readonly origin?: Id;
	readonly rightOrigin?: Id;
	/** A root's name or the item that made the type; only read where there is no origin. */
	readonly parent?: string | Id;
	readonly key?: string;
	readonly text?: string;
	readonly values?: readonly unknown[];
	readonly deleted?: number;
	/** 0 an array, 1 a map, 2 a text. */
	readonly type?: number;
}

export interface Block extends Id {
	readonly structs: readonly CraftedStruct[];
}

interface Deletes {
	readonly client: number;
	readonly ranges: readonly (readonly [clock: number, length: number])[];
}

/** Writes an update by hand, in the first version of Yjs' format. */
export function crafted(blocks: readonly Block[], deletes: readonly Deletes[] = []): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, blocks.length);
		for (const { client, clock, structs } of blocks) {
			for (const n of [structs.length, client, clock]) encoding.writeVarUint(encoder, n);
			for (const struct of structs) writeStruct(encoder, struct);
		}
		encoding.writeVarUint(encoder, deletes.length);
		for (const { client, ranges } of deletes) {
			for (const n of [client, ranges.length, ...ranges.flat()]) encoding.writeVarUint(encoder, n);
		}
	});
}

function writeStruct(encoder: encoding.Encoder, struct: CraftedStruct): void {
	const { gc, origin, rightOrigin, parent, key } = struct;
	if (gc !== undefined) {
		encoding.writeUint8(encoder, 0);
		return encoding.writeVarUint(encoder, gc);
	}
	const content = contentOf(struct);
	encoding.writeUint8(
		encoder,
		content.ref | (origin ? 128 : 0) | (rightOrigin ? 64 : 0) | (key === undefined ? 0 : 32)
	);
	for (const id of [origin, rightOrigin]) if (id) writeId(encoder, id);
	if (!origin && !rightOrigin) {
		encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0);
		if (typeof parent === 'string') encoding.writeVarString(encoder, parent);
		else writeId(encoder, parent!);
		if (key !== undefined) encoding.writeVarString(encoder, key);
	}
	content.write(encoder);
}

function contentOf({ text, values, deleted, type }: CraftedStruct) {
	if (text !== undefined)
		return { ref: 4, write: (encoder: encoding.Encoder) => encoding.writeVarString(encoder, text) };
	if (deleted !== undefined)
		return { ref: 1, write: (encoder: encoding.Encoder) => encoding.writeVarUint(encoder, deleted) };
	if (type !== undefined) return { ref: 7, write: (encoder: encoding.Encoder) => encoding.writeVarUint(encoder, type) };
	return {
		ref: 8,
		write(encoder: encoding.Encoder) {
			encoding.writeVarUint(encoder, values!.length);
			for (const value of values!) encoding.writeAny(encoder, value as never);
		}
	};
}

function writeId(encoder: encoding.Encoder, { client, clock }: Id): void {
	encoding.writeVarUint(encoder, client);
	encoding.writeVarUint(encoder, clock);
}
