import * as Y from 'yjs';
import type { PersonId } from '#domain/ids.ts';
import { encodeStep1, encodeStep2, encodeUpdate } from '../../server/sync/protocol.ts';
import { readAnswer } from './answers.ts';
import { Link, updateIn, type Caller, type Down, type SimulatedServer } from './wire.ts';

/** The origin of changes that came over the wire. */
const REMOTE = Symbol('remote');

/** One browser tab: a replica, and a connection that speaks as an unmodified y-websocket provider does. */
export class Tab {
	readonly caller: Caller;
	readonly doc: Y.Doc;
	/** What it can take back, one manager for each text it has written in. */
	readonly undo = new Map<string, Y.UndoManager>();
	link: Link | null = null;
	synced = false;
	readonly #server: SimulatedServer;
	readonly #violations: string[];
	#acknowledged = 0;

	constructor(server: SimulatedServer, caller: Caller, clientID: number, violations: string[], copy?: Y.Doc) {
		this.caller = caller;
		this.#server = server;
		this.#violations = violations;
		this.doc = new Y.Doc();
		this.doc.clientID = clientID;
		if (copy) Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(copy), REMOTE);
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== REMOTE) this.#say(encodeUpdate(update));
		});
	}

	get person(): PersonId {
		return this.caller.person;
	}

	/** Everything it has said was acknowledged; of one that asks for no acknowledgements nothing is known. */
	get acknowledged(): boolean {
		return !this.caller.extended || this.#acknowledged === this.link?.said.length;
	}

	/** Opens a new connection, whatever became of the last one. */
	connect(): void {
		this.synced = false;
		this.#acknowledged = 0;
		this.link = new Link(this.caller);
		this.#server.open(this.link);
		this.#say(encodeStep1(Y.encodeStateVector(this.doc)));
	}

	/** It knows that its connection is gone. */
	hangUp(): void {
		if (this.link) this.link.severed = true;
		this.link = null;
		this.synced = false;
	}

	hear(down: Down): void {
		if (!(down instanceof Uint8Array)) return this.#closed(down.close);
		const answer = readAnswer(down);
		switch (answer.kind) {
			case 'step1':
				return this.#say(encodeStep2(Y.encodeStateAsUpdate(this.doc, answer.stateVector)));
			case 'step2':
				this.synced = true;
				return Y.applyUpdate(this.doc, answer.update, REMOTE);
			case 'update':
				return Y.applyUpdate(this.doc, answer.update, REMOTE);
			case 'ack':
				if (answer.count <= this.#acknowledged) this.#violations.push('an acknowledgement that goes back');
				this.#acknowledged = answer.count;
				return;
			case 'problem':
				return void this.#violations.push(`a problem for ${this.person}: ${answer.code}`);
			case 'activity':
			case 'presence':
				return;
		}
	}

	/** Runs `change` when the tab itself changes a map, for whoever keeps account of what people asked for. */
	onOwnChange(change: (transaction: Y.Transaction) => void): void {
		this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
			if (transaction.origin !== REMOTE) change(transaction);
		});
	}

	#closed(code: number): void {
		if (code >= 4400 && code < 4500) this.#violations.push(`${this.person} was closed with ${code}`);
		this.hangUp();
	}

	#say(frame: Uint8Array): void {
		if (!this.link) return;
		const update = updateIn(frame);
		if (update) this.link.said.push(update);
		if (!this.link.severed) this.link.up.push(frame);
	}
}
