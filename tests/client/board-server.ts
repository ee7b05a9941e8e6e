import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type * as Ws from 'ws';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import { writeFirstContent } from '#domain/board/columns.ts';
import { DEPARTMENT_TEMPLATES } from '#domain/board/departments.ts';
import type { BoardId, LineageId } from '#domain/ids.ts';
import type { BoardListing } from '../../src/lib/client/api.ts';

// Required, not imported: where modules are compiled as for a browser, an import gives the package's browser stub.
const ws = createRequire(import.meta.url)('ws') as typeof Ws;

interface Member {
	readonly socket: Ws.WebSocket;
	readonly person: string;
	received: number;
	acked: number;
}

export const FRONT_DESK = 'front-desk' as BoardId;

/** A board's server as small as can be: y-protocols, acknowledgements, and faults on request. */
export class BoardServer {
	doc: Y.Doc;
	lineage = 'l1' as LineageId;
	/** Whether what arrives is acknowledged at once; `acknowledge` makes up for it. */
	acknowledging = true;
	/** When false, steps 1 get no answer. */
	answering = true;
	/** Closes the next connection that brings an update, with this code, and does not apply it. */
	refusing: number | null = null;
	/** Everything that arrived: `step-one`, `step-two` or `update`, one line for each connection. */
	readonly heard: string[][] = [];
	readonly #members = new Set<Member>();
	readonly port: number;
	readonly #server: Ws.WebSocketServer;
	#stopped = false;

	private constructor(server: Ws.WebSocketServer, doc: Y.Doc | null) {
		this.#server = server;
		this.port = (server.address() as AddressInfo).port;
		this.doc = doc ?? firstContent();
		server.on('connection', (socket, request) => this.#join(socket, new URL(request.url!, 'ws://localhost')));
	}

	/** @param port where a server stood before, to stand in its place; @param doc what it held */
	static async start(port = 0, doc: Y.Doc | null = null): Promise<BoardServer> {
		const server = new ws.WebSocketServer({ port, host: '127.0.0.1' });
		await once(server, 'listening');
		return new BoardServer(server, doc);
	}

	get url(): string {
		return `ws://127.0.0.1:${this.port}/sync`;
	}

	get connections(): number {
		return this.#members.size;
	}

	readonly boards = (): Promise<BoardListing[]> =>
		Promise.resolve([{ id: FRONT_DESK, department: 'front-desk', title: 'Front Desk', lineage: this.lineage }]);

	/** Begins a new life with the first content alone, or with what is given. */
	retire(next: LineageId, doc: Y.Doc | null = null): void {
		this.lineage = next;
		this.doc = doc ?? firstContent();
		this.closeAll(4409);
	}

	/** Changes the board as a colleague would, and publishes it. */
	edit(change: (doc: Y.Doc) => void): void {
		const before = Y.encodeStateVector(this.doc);
		change(this.doc);
		this.#publish(Y.encodeStateAsUpdate(this.doc, before), null);
	}

	acknowledge(): void {
		for (const member of this.#members) this.#ack(member);
	}

	/** Sends a message of ours (5 or 6) to everybody. */
	tell(type: number, words: unknown): void {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, type);
		encoding.writeVarString(encoder, JSON.stringify(words));
		this.send(encoding.toUint8Array(encoder));
	}

	send(bytes: Uint8Array): void {
		for (const { socket } of this.#members) socket.send(bytes);
	}

	closeAll(code: number): void {
		for (const { socket } of this.#members) socket.close(code);
	}

	/** Cuts every line, without a word. */
	cut(): void {
		for (const { socket } of this.#members) socket.terminate();
	}

	async stop(): Promise<void> {
		if (this.#stopped) return;
		this.#stopped = true;
		this.cut();
		this.#server.close();
		await once(this.#server, 'close');
	}

	#join(socket: Ws.WebSocket, url: URL): void {
		if (url.searchParams.get('lineage') !== this.lineage) return socket.close(4409);
		const member = { socket, person: url.searchParams.get('person') ?? '', received: 0, acked: 0 };
		this.#members.add(member);
		const heard: string[] = [];
		this.heard.push(heard);
		socket.on('message', (bytes: Buffer) => this.#hear(member, new Uint8Array(bytes), heard));
		socket.on('close', () => this.#members.delete(member));
		socket.on('error', () => undefined);
	}

	#hear(member: Member, bytes: Uint8Array, heard: string[]): void {
		const decoder = decoding.createDecoder(bytes);
		if (decoding.readVarUint(decoder) !== 0) return;
		const step = decoding.readVarUint(decoder);
		heard.push(['step-one', 'step-two', 'update'][step]!);
		const payload = decoding.readVarUint8Array(decoder);
		if (step === 0) return this.answering ? this.#answer(member, payload) : undefined;
		if (this.refusing !== null && !isEmpty(payload)) {
			const code = this.refusing;
			this.refusing = null;
			member.socket.close(code);
			this.#members.delete(member);
			return;
		}
		member.received += 1;
		this.#apply(member, payload);
		if (this.acknowledging) this.#ack(member);
	}

	#answer({ socket }: Member, stateVector: Uint8Array): void {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, 0);
		syncProtocol.writeSyncStep2(encoder, this.doc, stateVector);
		socket.send(encoding.toUint8Array(encoder));
		const question = encoding.createEncoder();
		encoding.writeVarUint(question, 0);
		syncProtocol.writeSyncStep1(question, this.doc);
		socket.send(encoding.toUint8Array(question));
	}

	#apply(member: Member, update: Uint8Array): void {
		const before = Y.encodeStateAsUpdate(this.doc);
		Y.applyUpdate(this.doc, update);
		if (Buffer.compare(before, Y.encodeStateAsUpdate(this.doc)) !== 0) this.#publish(update, member);
	}

	#publish(update: Uint8Array, except: Member | null): void {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, 0);
		syncProtocol.writeUpdate(encoder, update);
		const bytes = encoding.toUint8Array(encoder);
		for (const member of this.#members) if (member !== except) member.socket.send(bytes);
	}

	#ack(member: Member): void {
		member.acked = member.received;
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, 4);
		encoding.writeVarUint(encoder, member.acked);
		member.socket.send(encoding.toUint8Array(encoder));
	}
}

/** As a new practice's board is; by one hand for all of a test's servers, so that they are one lineage. */
function firstContent(): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = 1;
	writeFirstContent(doc, DEPARTMENT_TEMPLATES['front-desk']);
	doc.clientID = 2;
	return doc;
}

/** An exchange's answer holds the whole delete set each time; without structs it brings nothing new. */
function isEmpty(update: Uint8Array): boolean {
	return Y.decodeUpdate(update).structs.length === 0;
}
