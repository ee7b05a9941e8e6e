import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** What the servers under test have in common on the wire, and what they put around it. */

export interface Message {
	readonly kind: 'step1' | 'step2' | 'update' | 'saved' | 'other';
	readonly bytes: Uint8Array;
	/** How many messages are saved, or how many more. */
	readonly count?: number;
}

/** A server's way to say things: `hello` comes first, everything in a frame has `wrap` around it. */
export interface Dialect {
	readonly hello: readonly Uint8Array[];
	wrap(message: Uint8Array): Uint8Array;
	/** A relay may join several messages in one frame. */
	read(frame: Uint8Array): Message[];
}

const STEPS = ['step1', 'step2', 'update'] as const;
const nothing = new Uint8Array();

type Read = (type: number, decoder: decoding.Decoder) => Message;

function readSync(decoder: decoding.Decoder): Message {
	const step = decoding.readVarUint(decoder);
	return { kind: STEPS[step] ?? 'other', bytes: decoding.readVarUint8Array(decoder) };
}

function readAll(decoder: decoding.Decoder, readOther: Read): Message[] {
	const messages: Message[] = [];
	while (decoding.hasContent(decoder)) {
		const type = decoding.readVarUint(decoder);
		const message = type === 0 ? readSync(decoder) : readOther(type, decoder);
		messages.push(message);
		if (message.kind === 'other') break;
	}
	return messages;
}

/** The y-websocket protocol as it is; our own message for what is saved counts all that a connection has sent. */
export const plain: Dialect = {
	hello: [],
	wrap: (message) => message,
	read: (frame) =>
		readAll(decoding.createDecoder(frame), (type, decoder) =>
			type === 4
				? { kind: 'saved', bytes: nothing, count: decoding.readVarUint(decoder) }
				: { kind: 'other', bytes: nothing }
		)
};

/** One message more is saved, says hocuspocus; its first answer has a type of its own. */
function readHocuspocus(type: number, decoder: decoding.Decoder): Message {
	if (type === 4) return readSync(decoder);
	const saved = type === 8 && decoding.readVarUint(decoder) === 1;
	return { kind: saved ? 'saved' : 'other', bytes: nothing };
}

/** Hocuspocus names the document in each frame, and asks who comes before it listens. */
export function hocuspocus(name: string): Dialect {
	const named = (write: (encoder: encoding.Encoder) => void) =>
		encoding.encode((encoder) => {
			encoding.writeVarString(encoder, name);
			write(encoder);
		});
	const token = (encoder: encoding.Encoder) => {
		for (const n of [2, 0]) encoding.writeVarUint(encoder, n);
		encoding.writeVarString(encoder, 'anybody');
	};
	return {
		hello: [named(token)],
		wrap: (message) => named((encoder) => encoding.writeUint8Array(encoder, message)),
		read(frame) {
			const decoder = decoding.createDecoder(frame);
			decoding.readVarString(decoder);
			return readAll(decoder, readHocuspocus);
		}
	};
}

export function sync(step: 0 | 1 | 2, bytes: Uint8Array): Uint8Array {
	return encoding.encode((encoder) => {
		for (const n of [0, step]) encoding.writeVarUint(encoder, n);
		encoding.writeVarUint8Array(encoder, bytes);
	});
}

/** One letter typed behind a client's last one, as an update. */
export function letter(client: number, clock: number): Uint8Array {
	const BEHIND_ITS_ORIGIN_A_STRING = 0x84;
	return encoding.encode((encoder) => {
		for (const n of [1, 1, client, clock]) encoding.writeVarUint(encoder, n);
		encoding.writeUint8(encoder, BEHIND_ITS_ORIGIN_A_STRING);
		for (const n of [client, clock - 1]) encoding.writeVarUint(encoder, n);
		encoding.writeVarString(encoder, 'x');
		encoding.writeVarUint(encoder, 0);
	});
}

/** Tells which client's letters an update brings: the clock of the first, and how many. */
export function lettersIn(update: Uint8Array, tell: (client: number, clock: number, letters: number) => void): void {
	for (const { id, length } of Y.decodeUpdate(update).structs) tell(id.client, id.clock, length);
}
