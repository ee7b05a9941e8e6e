import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { applyAwarenessUpdate, encodeAwarenessUpdate, type Awareness } from 'y-protocols/awareness';
import { messageAwareness, messageQueryAwareness, messageSync, WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { Meeting } from '#domain/activity/meetings.ts';
import type { BoardId, Instant, LineageId } from '#domain/ids.ts';
import { withoutClient } from './awareness-wire.ts';
import { heardOfHuddles } from './huddle-news.ts';
import { countingSocket } from './counting-socket.ts';
import { SentMessages } from './sent-messages.ts';
import type { ConnectionStanding } from './save-status.ts';
import { WholeBoard } from './whole-board.ts';

const MESSAGE_ACK = 4;
const MESSAGE_PROBLEM = 5;
const MESSAGE_ACTIVITY = 6;
const MESSAGE_RIGHTS = 7;
const MESSAGE_NEWS = 8;

/** Close codes after which coming back in the same way is pointless. */
const FINAL = { 4401: 'signed-out', 4403: 'no-right', 4404: 'no-board', 4409: 'start-anew' } as const;

export type Final = (typeof FINAL)[keyof typeof FINAL];

export interface ConnectionOptions {
	readonly doc: Y.Doc;
	readonly awareness: Awareness;
	readonly board: BoardId;
	readonly lineage: LineageId;
	/** `wss://host/sync` */
	readonly socketUrl: string;
	readonly WebSocket: typeof WebSocket;
}

/** What the server says of each batch beside its content. */
export interface Told {
	readonly at: Instant;
	readonly entries: readonly ActivityEntry[];
	readonly met: readonly Meeting[];
}

export interface ConnectionListener {
	/** Something that the status line depends on is different. */
	changed(): void;
	/** The server's state is in, on this connection. */
	synced(): void;
	/** Message number `message` holds everything that the server lacked. */
	stepTwoSent(message: number): void;
	/** The first `count` messages are durable. */
	acknowledged(count: number): void;
	lost(): void;
	told(what: Told): void;
	/** Whether the person may edit this board; told anew whenever that changes. */
	rights(edit: boolean): void;
	/** The server will not have this replica on this session any more; `code` is its problem's, when it gave one. */
	ended(final: Final, code: string | null): void;
}

/**
 * One replica's line to the server: a y-websocket provider that counts what it sent, hears what was acknowledged,
 * and knows which closings are final. Nothing is buffered here: the document holds what is unsent, and each new
 * connection's exchange carries it.
 */
export class Connection {
	readonly #provider: WebsocketProvider;
	readonly #messages = new SentMessages();
	readonly #listener: ConnectionListener;
	#phase: ConnectionStanding['phase'] = 'opening';
	#sinceMs = Date.now();
	#problem: string | null = null;

	constructor(options: ConnectionOptions, listener: ConnectionListener) {
		this.#listener = listener;
		const { socketUrl, board, doc, awareness, lineage } = options;
		this.#provider = new WebsocketProvider(socketUrl, board, doc, {
			awareness,
			connect: false,
			disableBc: true,
			params: { lineage, ack: '1' },
			WebSocketPolyfill: countingSocket(options.WebSocket, {
				opening: () => this.#messages.newConnection(),
				sent: (kind) => this.#count(kind)
			}),
			shouldReconnect: (event) => !(event.code in FINAL)
		});
		this.#speakOnlyForThisScreen(awareness);
		this.#hear();
		this.#follow();
	}

	/** The transaction origin of what came from the server. */
	get origin(): unknown {
		return this.#provider;
	}

	/** How many messages with edits went out on this connection; 0 while there is none. */
	get sent(): number {
		return this.#phase === 'open' ? this.#messages.sent : 0;
	}

	get standing(): ConnectionStanding {
		const { sent, acked, stepTwoSent, oldestAtMs } = this.#messages;
		return {
			phase: this.#phase,
			sinceMs: this.#sinceMs,
			synced: this.#provider.synced,
			stepTwoSent,
			sent,
			acked,
			oldestUnackedAtMs: oldestAtMs,
			heardAtMs: this.#provider.wsLastMessageReceived
		};
	}

	open(): void {
		this.#sinceMs = Date.now();
		this.#provider.connect();
	}

	/** Leaves the socket there is and tries a new one at once: for a network that has changed under it. */
	reopen(): void {
		if (!this.#provider.shouldConnect) return;
		this.#provider.disconnect();
		this.#provider.connect();
	}

	close(): void {
		this.#provider.destroy();
	}

	#count(kind: 'step-two' | 'update'): void {
		const message = this.#messages.count(kind, Date.now());
		if (kind === 'step-two') this.#listener.stepTwoSent(message);
		this.#listener.changed();
	}

	/** The provider passes on whatever it hears of others, and answers queries with it: with 500 screens, a flood. */
	#speakOnlyForThisScreen(awareness: Awareness): void {
		const provider = this.#provider;
		const own = [awareness.clientID];
		awareness.off('update', provider._awarenessUpdateHandler);
		provider._awarenessUpdateHandler = ({ added, updated, removed }) => {
			const about = [...added, ...updated, ...removed];
			if (!about.includes(awareness.clientID) || !provider.wsconnected) return;
			const encoder = encoding.createEncoder();
			writeAwareness(encoder, encodeAwarenessUpdate(awareness, own));
			if (provider.ws?.readyState === 1) provider.ws.send(encoding.toUint8Array(encoder));
		};
		awareness.on('update', provider._awarenessUpdateHandler);
		provider.messageHandlers[messageQueryAwareness] = (encoder) =>
			writeAwareness(encoder, encodeAwarenessUpdate(awareness, own));
		provider.messageHandlers[messageAwareness] = (_encoder, decoder) => {
			const update = withoutClient(decoding.readVarUint8Array(decoder), awareness.clientID);
			if (update) applyAwarenessUpdate(awareness, update, provider);
		};
	}

	#hear(): void {
		const handlers = this.#provider.messageHandlers;
		const sync = handlers[messageSync]!;
		const board = new WholeBoard(this.#provider.doc);
		handlers[messageSync] = (encoder, decoder, provider, emitSynced, type) => {
			const whole = () => void (provider.synced = true);
			if (provider.synced || !board.take(decoder, provider, whole)) sync(encoder, decoder, provider, emitSynced, type);
		};
		handlers[MESSAGE_ACK] = (_encoder, decoder) => {
			const count = decoding.readVarUint(decoder);
			this.#messages.acknowledged(count);
			this.#listener.acknowledged(count);
			this.#listener.changed();
		};
		handlers[MESSAGE_PROBLEM] = (_encoder, decoder) => {
			this.#problem = codeOf(parsed(decoding.readVarString(decoder)));
		};
		handlers[MESSAGE_ACTIVITY] = (_encoder, decoder) => {
			const { at, entries, met } = parsed(decoding.readVarString(decoder)) as Partial<Told>;
			if (typeof at === 'number') this.#listener.told({ at, entries: listIn(entries), met: listIn(met) });
		};
		handlers[MESSAGE_RIGHTS] = (_encoder, decoder) => {
			const { edit } = parsed(decoding.readVarString(decoder));
			if (typeof edit === 'boolean') this.#listener.rights(edit);
		};
		handlers[MESSAGE_NEWS] = (_encoder, decoder) => {
			if (parsed(decoding.readVarString(decoder)).about === 'huddles') heardOfHuddles();
		};
	}

	#follow(): void {
		const provider = this.#provider;
		provider.on('status', ({ status }) => {
			if (status === 'connected') this.#enter('open');
		});
		provider.on('connection-close', () => {
			// Forgotten clocks: else a colleague's unchanged presence would count as old news after a reconnect.
			const { meta, clientID } = provider.awareness;
			for (const client of [...meta.keys()]) if (client !== clientID) meta.delete(client);
			this.#enter('lost');
			this.#listener.lost();
		});
		provider.on('sync', (synced) => {
			if (synced) this.#listener.synced();
			this.#listener.changed();
		});
		provider.on('closed', ({ code }) => {
			this.#listener.ended(FINAL[code as keyof typeof FINAL], this.#problem);
		});
	}

	#enter(phase: ConnectionStanding['phase']): void {
		if (this.#phase === phase) return;
		this.#phase = phase;
		this.#sinceMs = Date.now();
		this.#listener.changed();
	}
}

function writeAwareness(encoder: encoding.Encoder, update: Uint8Array): void {
	encoding.writeVarUint(encoder, messageAwareness);
	encoding.writeVarUint8Array(encoder, update);
}

function parsed(json: string): Record<string, unknown> {
	try {
		return Object(JSON.parse(json)) as Record<string, unknown>;
	} catch {
		return {};
	}
}

const listIn = <T>(list: readonly T[] | undefined): readonly T[] => (Array.isArray(list) ? list : []);

const codeOf = (problem: Record<string, unknown>): string | null =>
	typeof problem.code === 'string' ? problem.code : null;
