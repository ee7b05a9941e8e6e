import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { can } from '#domain/access/can.ts';
import type { BoardId, LineageId, PersonId } from '#domain/ids.ts';
import type { Log } from '../ops/log.ts';
import type { Gauges, SyncMetrics } from '../ops/metrics.ts';
import type { BoardDirectory, BoardSummary } from '../ports/boards.ts';
import type { Journal } from '../ports/journal.ts';
import type { UpdateRefusal } from '#domain/refusal.ts';
import type { SignedIn } from '../ports/sessions.ts';
import { CLOSE, type CloseCode } from './closing.ts';
import { Inflow, Outflow } from './flow.ts';
import { encodeAwareness } from './protocol.ts';
import type { Rooms } from './rooms.ts';
import { Session } from './session.ts';

export interface SyncDeps {
	readonly rooms: Rooms;
	readonly boards: Pick<BoardDirectory, 'list'>;
	readonly journal: Pick<Journal, 'anyRetired'>;
	readonly log: Log;
	readonly metrics: SyncMetrics;
	/** Off for benchmarks only: a client may then send as fast as it can. */
	readonly rate: 'on' | 'off';
	/** Whether the request comes from our own pages or from no page. */
	readonly isOurs: (request: IncomingMessage) => boolean;
	readonly whoIs: (request: IncomingMessage) => Promise<SignedIn | null>;
	/** The person changed something, so the idle limit counts anew. */
	readonly used: (sessionId: string) => void;
	readonly person: (id: PersonId) => SignedIn['person'] | null;
	readonly onSessionEnded: (listener: (sessionId: string) => void) => void;
	readonly onPersonChanged: (listener: (person: PersonId) => void) => void;
}

export interface Sync {
	/** Takes an upgrade below `/sync/`. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	readonly gauges: Pick<Gauges, 'members' | 'waitingBytes'>;
	/** Tells every client to come back, and waits until what they sent is durable. */
	close(): Promise<void>;
}

const PATH = /^\/sync\/([a-z0-9][a-z0-9_-]{0,63})$/;

/** The largest frame: a step 2 of 4 MB and its few bytes of envelope. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024 + 64;

/** y-websocket takes 30 s without a message for a dead connection; a peer that died silently is found as fast. */
const HEARTBEAT_MS = 15_000;
const KEEP_ALIVE = encodeAwareness([]);

/** How long clients get to answer a goodbye. */
const GOODBYE_MS = 250;

/** The boards' door: who may come in, and the life of a socket. */
export function createSync(deps: SyncDeps): Sync {
	const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_FRAME_BYTES });
	const sessions = new Map<WebSocket, Session>();
	const heartbeat = setInterval(() => server.clients.forEach(beat), HEARTBEAT_MS).unref();
	server.on('error', () => deps.log('error', 'sync.failed'));
	endWithRights(sessions, deps);
	return {
		gauges: {
			members: () => sessions.size,
			waitingBytes: () => [...sessions.keys()].reduce((sum, ws) => sum + ws.bufferedAmount, 0)
		},
		upgrade(request, socket, head) {
			socket.on('error', () => socket.destroy());
			if (!deps.isOurs(request)) {
				socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
				return;
			}
			server.handleUpgrade(request, socket, head, (ws) => {
				ws.on('error', () => ws.terminate());
				admit(ws, request, deps, sessions).catch(() => ws.close(CLOSE.comeBack));
			});
		},
		async close() {
			clearInterval(heartbeat);
			endWhere(sessions, () => true, CLOSE.restart);
			server.clients.forEach((ws) => ws.close(CLOSE.restart));
			await deps.rooms.close();
			await new Promise<void>((resolve) => setTimeout(resolve, server.clients.size > 0 ? GOODBYE_MS : 0));
			server.clients.forEach((ws) => ws.terminate());
			server.close();
		}
	};
}

/** A connection lives as long as its session and its person's right to the board. */
function endWithRights(sessions: ReadonlyMap<WebSocket, Session>, deps: SyncDeps): void {
	deps.onSessionEnded((id) => endWhere(sessions, (session) => session.sessionId === id, CLOSE.notSignedIn));
	deps.onPersonChanged((id) => {
		const person = deps.person(id);
		const boards = new Map(deps.boards.list().map((board) => [board.id, board]));
		const mayStay = (board: BoardSummary | undefined) => person && board && can(person, 'open-board', board);
		endWhere(
			sessions,
			({ person: { id: theirs }, board }) => theirs === id && !mayStay(boards.get(board)),
			CLOSE.noRight
		);
	});
}

/** What an address asks for: the board, and how. */
function readAddress(request: IncomingMessage) {
	const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
	return {
		board: (PATH.exec(pathname)?.[1] ?? '') as BoardId,
		extended: searchParams.get('ack') === '1',
		lineage: searchParams.get('lineage') as LineageId | null
	};
}

/** Lets a connection in, or closes it before it hears a byte of the board. What it says meanwhile waits. */
async function admit(
	ws: WebSocket,
	request: IncomingMessage,
	deps: SyncDeps,
	sessions: Map<WebSocket, Session>
): Promise<void> {
	const { board, ...asked } = readAddress(request);
	const early: Uint8Array[] = [];
	let bytes = 0;
	const keep = (data: Buffer) => {
		bytes += data.byteLength;
		if (bytes > MAX_FRAME_BYTES) ws.terminate();
		else early.push(data);
	};
	const turnAway = (code: CloseCode) => {
		ws.off('message', keep);
		early.length = 0;
		ws.close(code);
		setTimeout(() => ws.terminate(), 2_000).unref();
	};
	ws.on('message', keep);
	const signedIn = await deps.whoIs(request);
	if (!signedIn) return turnAway(CLOSE.notSignedIn);
	const found = deps.boards.list().find(({ id }) => id === board);
	if (!found) return turnAway(CLOSE.noBoard);
	if (!can(signedIn.person, 'open-board', found)) return turnAway(CLOSE.noRight);
	const stay = await deps.rooms.enter(board);
	if (!stay) return turnAway(CLOSE.noBoard);
	if (ws.readyState !== WebSocket.OPEN) return stay.leave();

	const session = new Session(stay.room, { ...asked, ...sessionDeps(ws, board, signedIn, deps) });
	sessions.set(ws, session);
	ws.off('message', keep);
	const inflow = new Inflow(ws, deps.rate === 'on', (frame) => session.receive(frame));
	ws.on('message', (data: Buffer) => inflow.take(data));
	ws.on('pong', () => silent.delete(ws));
	ws.on('close', () => {
		inflow.finish();
		session.gone();
		sessions.delete(ws);
		stay.leave();
	});
	for (const frame of early) inflow.take(frame);
}

function sessionDeps(ws: WebSocket, board: BoardId, signedIn: SignedIn, deps: SyncDeps) {
	const about = { board, person: signedIn.person.id };
	const outflow = new Outflow(ws, () => {
		deps.metrics.stuck();
		deps.log('warn', 'client.stuck', { ...about, bytes: ws.bufferedAmount });
		ws.close(CLOSE.comeBack);
	});
	return {
		signedIn,
		wire: {
			send: (frame: Uint8Array, whole?: boolean) => outflow.send(frame, whole),
			close: (code: CloseCode, reason: string) => ws.close(code, reason)
		},
		now: () => performance.now(),
		isRetired: (clients: readonly number[]) => deps.journal.anyRetired(board, clients),
		onAccepted() {
			deps.metrics.accepted();
			deps.used(signedIn.sessionId);
		},
		onRefused(code: UpdateRefusal['code']) {
			deps.metrics.refused(code);
			deps.log('warn', 'update.refused', { ...about, code });
		},
		onGap() {
			deps.metrics.gap();
			deps.log('info', 'update.gap', about);
		},
		onAcknowledged: deps.metrics.acknowledged
	};
}

/** Sockets that have not answered the last ping. */
const silent = new WeakSet<WebSocket>();

function beat(ws: WebSocket): void {
	if (silent.has(ws)) return ws.terminate();
	silent.add(ws);
	ws.ping();
	ws.send(KEEP_ALIVE);
}

function endWhere(
	sessions: ReadonlyMap<WebSocket, Session>,
	applies: (session: Session) => boolean,
	code: CloseCode
): void {
	for (const session of [...sessions.values()]) if (applies(session)) session.end(code, '');
}
