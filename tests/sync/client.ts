import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import * as Y from 'yjs';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import { until, type Practice } from './practice.ts';

interface Options {
	readonly query?: string;
	readonly headers?: Record<string, string>;
	/** The replica of an earlier connection. */
	readonly doc?: Y.Doc;
	/** Called for every step 2 and update that goes out, with what it is. */
	readonly onSync?: (kind: 'step2' | 'update') => void;
}

/** A socket in the test's own hands: it says what it is told to, and keeps what it hears. */
export class RawClient {
	readonly doc: Y.Doc;
	readonly #onSync: NonNullable<Options['onSync']>;
	readonly socket: WebSocket;
	readonly acks: number[] = [];
	readonly problems: { code: string; title: string }[] = [];
	readonly activity: ActivityEntry[] = [];
	/** Whether the server said that this person may edit, each time it did. */
	readonly mayEdit: boolean[] = [];
	readonly presence = new Map<number, { person?: { id: string; name: string }; card?: string | null } | null>();
	/** Kinds of message in the order they came: `step1`, `step2`, `update`, `awareness`, `ack`, `problem`, `activity`, `rights`, `news`. */
	readonly heard: string[] = [];
	closed: number | null = null;
	/** HTTP status, when the server would not upgrade. */
	status: number | null = null;
	synced = false;

	constructor(
		practice: Practice,
		board: string,
		cookie: string,
		{ query = '?ack=1', headers = {}, doc = new Y.Doc(), onSync = () => {} }: Options = {}
	) {
		this.doc = doc;
		this.#onSync = onSync;
		this.socket = new WebSocket(`${practice.url.replace('http', 'ws')}/sync/${board}${query}`, {
			headers: { cookie, ...headers }
		});
		this.socket.binaryType = 'arraybuffer';
		this.socket.on('message', (data: ArrayBuffer) => this.#hear(new Uint8Array(data)));
		this.socket.on('close', (code) => (this.closed = code));
		this.socket.on('error', () => {});
		this.socket.on('unexpected-response', (_request, response) => {
			this.status = response.statusCode ?? 0;
			this.socket.terminate();
		});
	}

	async opened(): Promise<this> {
		await until(() => this.socket.readyState === WebSocket.OPEN || this.closed !== null || this.status !== null);
		return this;
	}

	/** Says step 1 and waits until the board is here. */
	async join(): Promise<this> {
		await this.opened();
		this.step1();
		await until(() => this.synced || this.closed !== null);
		return this;
	}

	step1(stateVector = Y.encodeStateVector(this.doc)): void {
		this.sync(0, stateVector);
	}

	step2(update: Uint8Array): void {
		this.sync(1, update);
	}

	update(update: Uint8Array): void {
		this.sync(2, update);
	}

	/** Changes its own document and sends what came of it as one update. */
	edit(change: (doc: Y.Doc) => void): Uint8Array {
		const before = Y.encodeStateVector(this.doc);
		this.doc.transact(() => change(this.doc));
		const update = Y.encodeStateAsUpdate(this.doc, before);
		this.update(update);
		return update;
	}

	sync(step: number, bytes: Uint8Array): void {
		if (step > 0) this.#onSync(step === 1 ? 'step2' : 'update');
		this.raw(
			encoding.encode((encoder) => {
				encoding.writeVarUint(encoder, 0);
				encoding.writeVarUint(encoder, step);
				encoding.writeVarUint8Array(encoder, bytes);
			})
		);
	}

	announce(entries: readonly { client: number; clock: number; state: unknown }[]): void {
		const payload = encoding.encode((encoder) => {
			encoding.writeVarUint(encoder, entries.length);
			for (const { client, clock, state } of entries) {
				encoding.writeVarUint(encoder, client);
				encoding.writeVarUint(encoder, clock);
				encoding.writeVarString(encoder, JSON.stringify(state));
			}
		});
		this.raw(
			encoding.encode((encoder) => {
				encoding.writeVarUint(encoder, 1);
				encoding.writeVarUint8Array(encoder, payload);
			})
		);
	}

	raw(bytes: Uint8Array): void {
		this.socket.send(bytes);
	}

	close(): void {
		this.socket.terminate();
	}

	#hear(bytes: Uint8Array): void {
		const decoder = decoding.createDecoder(bytes);
		switch (decoding.readVarUint(decoder)) {
			case 0:
				return this.#hearSync(decoder);
			case 1:
				return this.#hearPresence(decoding.createDecoder(decoding.readVarUint8Array(decoder)));
			case 4:
				this.heard.push('ack');
				return void this.acks.push(decoding.readVarUint(decoder));
			case 5:
				this.heard.push('problem');
				return void this.problems.push(JSON.parse(decoding.readVarString(decoder)));
			case 6:
				this.heard.push('activity');
				return void this.activity.push(...JSON.parse(decoding.readVarString(decoder)).entries);
			case 7:
				this.heard.push('rights');
				return void this.mayEdit.push(JSON.parse(decoding.readVarString(decoder)).edit);
			case 8:
				return void this.heard.push('news');
		}
	}

	#hearSync(decoder: decoding.Decoder): void {
		const step = decoding.readVarUint(decoder);
		const bytes = decoding.readVarUint8Array(decoder);
		this.heard.push(['step1', 'step2', 'update'][step]!);
		if (step === 0) return this.step2(Y.encodeStateAsUpdate(this.doc, bytes));
		Y.applyUpdate(this.doc, bytes, this);
		if (step === 1) this.synced = true;
	}

	#hearPresence(decoder: decoding.Decoder): void {
		this.heard.push('awareness');
		const count = decoding.readVarUint(decoder);
		for (let i = 0; i < count; i++) {
			const client = decoding.readVarUint(decoder);
			decoding.readVarUint(decoder);
			this.presence.set(client, JSON.parse(decoding.readVarString(decoder)));
		}
	}
}
