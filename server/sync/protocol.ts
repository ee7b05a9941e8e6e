import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { Meeting } from '#domain/activity/meetings.ts';
import type { Instant } from '#domain/ids.ts';

/**
 * The bytes of the y-websocket protocol, and five messages of our own that only clients who ask for `?ack=1` get.
 * A pure codec: it keeps no state and decides nothing.
 */
const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;
const ACK = 4;
const PROBLEM = 5;
const ACTIVITY = 6;
const RIGHTS = 7;
const NEWS = 8;

/** A provider that echoes what it hears names everybody on the board; what it says of more is not read. */
const MOST_PRESENT = 1_000;

const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

export type Frame =
	| { readonly kind: 'step1'; readonly stateVector: Uint8Array }
	| { readonly kind: 'step2' | 'update'; readonly update: Uint8Array }
	| { readonly kind: 'awareness'; readonly entries: readonly AwarenessEntry[] }
	| { readonly kind: 'query-awareness' }
	| { readonly kind: 'malformed' };

/** One replica's presence: `state` is the JSON text as it came, `null` for somebody who left. */
export interface AwarenessEntry {
	readonly client: number;
	readonly clock: number;
	readonly state: string;
}

/** What an RFC 9457 problem says on a socket, before the close that follows it. */
export interface SocketProblem {
	readonly type: string;
	readonly title: string;
	readonly status: number;
	readonly code: string;
}

/** Reads one frame; anything it cannot read is `malformed`, never an exception. */
export function decodeFrame(bytes: Uint8Array): Frame {
	try {
		const decoder = decoding.createDecoder(bytes);
		switch (decoding.readVarUint(decoder)) {
			case SYNC:
				return decodeSync(decoder);
			case AWARENESS:
				return { kind: 'awareness', entries: decodeAwareness(decoding.readVarUint8Array(decoder)) };
			case QUERY_AWARENESS:
				return { kind: 'query-awareness' };
			default:
				return { kind: 'malformed' };
		}
	} catch {
		return { kind: 'malformed' };
	}
}

function decodeSync(decoder: decoding.Decoder): Frame {
	const step = decoding.readVarUint(decoder);
	const bytes = decoding.readVarUint8Array(decoder);
	if (step === STEP_1) return { kind: 'step1', stateVector: bytes };
	if (step === STEP_2) return { kind: 'step2', update: bytes };
	return step === UPDATE ? { kind: 'update', update: bytes } : { kind: 'malformed' };
}

function decodeAwareness(bytes: Uint8Array): AwarenessEntry[] {
	const decoder = decoding.createDecoder(bytes);
	const count = Math.min(decoding.readVarUint(decoder), MOST_PRESENT);
	const entries: AwarenessEntry[] = [];
	for (let i = 0; i < count; i++) {
		const client = decoding.readVarUint(decoder);
		const clock = decoding.readVarUint(decoder);
		entries.push({ client, clock, state: decoding.readVarString(decoder) });
	}
	return entries;
}

export const encodeStep1 = (stateVector: Uint8Array): Uint8Array => encodeSync(STEP_1, stateVector);
export const encodeStep2 = (update: Uint8Array): Uint8Array => encodeSync(STEP_2, update);
export const encodeUpdate = (update: Uint8Array): Uint8Array => encodeSync(UPDATE, update);

/** An answer to step 1: what may go ahead of it goes as updates, and with step 2 the other side is whole. */
export function encodeAnswer(parts: readonly Uint8Array[]): Uint8Array[] {
	return parts.map((part, i) => (i < parts.length - 1 ? encodeUpdate(part) : encodeStep2(part)));
}

function encodeSync(step: number, bytes: Uint8Array): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, SYNC);
		encoding.writeVarUint(encoder, step);
		encoding.writeVarUint8Array(encoder, bytes);
	});
}

export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
	const payload = encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, entries.length);
		for (const { client, clock, state } of entries) {
			encoding.writeVarUint(encoder, client);
			encoding.writeVarUint(encoder, clock);
			encoding.writeVarString(encoder, state);
		}
	});
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, AWARENESS);
		encoding.writeVarUint8Array(encoder, payload);
	});
}

/** The first `count` step 2 and update messages of this connection are durable or needed nothing. */
export function encodeAck(count: number): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, ACK);
		encoding.writeVarUint(encoder, count);
	});
}

export const encodeProblem = (problem: SocketProblem): Uint8Array => encodeJson(PROBLEM, problem);

/**
 * What was published, with the server's time: the source of live history and of the browser's idea of the time; and
 * where two people met in one thing without knowing of each other.
 */
export const encodeActivity = (
	at: Instant,
	entries: readonly ActivityEntry[],
	met: readonly Meeting[] = []
): Uint8Array => encodeJson(ACTIVITY, { at, entries, ...(met.length > 0 && { met }) });

/** What the person may do on this board: once after the first answer, and whenever it has changed. */
export const encodeRights = (rights: { readonly edit: boolean }): Uint8Array => encodeJson(RIGHTS, rights);

/** Something beside this board has changed that the page may want to ask for: a huddle has begun, or is over. */
export const encodeNews = (about: 'huddles'): Uint8Array => encodeJson(NEWS, { about });

function encodeJson(type: number, value: unknown): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, type);
		encoding.writeVarString(encoder, JSON.stringify(value));
	});
}
