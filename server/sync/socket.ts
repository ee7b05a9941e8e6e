import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { can } from '#domain/access/can.ts';
import type { BoardId, CardId, LineageId, PersonId } from '#domain/ids.ts';
import type { Log } from '../ops/log.ts';
import type { Gauges, SyncMetrics } from '../ops/metrics.ts';
import type { BoardDirectory, DocumentRef } from '../ports/boards.ts';
import { BoardDamaged, type Journal } from '../ports/journal.ts';
import type { UpdateRefusal } from '#domain/refusal.ts';
import type { Whom, Witness } from '../ports/record.ts';
import type { SignedIn } from '../ports/sessions.ts';
import { CLOSE, type CloseCode } from './closing.ts';
import { Inflow, Outflow } from './flow.ts';
import { beat, gaveSign, HEARTBEAT_MS } from './heartbeat.ts';
import { Offenders } from './offenders.ts';
import { Rates } from './rates.ts';
import type { Rooms } from './rooms.ts';
import { Session } from './session.ts';
import type { Turns } from './turns.ts';

export interface SyncDeps {
	readonly rooms: Rooms;
	/** Shares the time out among all connections. */
	readonly turns: Turns;
	readonly boards: Pick<BoardDirectory, 'find'>;
	readonly journal: Pick<Journal, 'anyRetired'>;
	readonly log: Log;
	readonly metrics: SyncMetrics;
	/** Off for benchmarks only: a client may then send as fast as it can. */
	readonly rate: 'on' | 'off';
	/** Whether the request comes from our own pages or from no page. */
	readonly isOurs: (request: IncomingMessage) => boolean;
	readonly whoIs: (request: IncomingMessage) => Promise<SignedIn | null>;
	/** The network address that a request comes from. */
	readonly sourceOf: (request: IncomingMessage) => string;
	readonly witness: Pick<Witness, 'boardOpened' | 'cardRead' | 'refused'>;
	/** The person changed something, so the idle limit counts anew. */
	readonly used: (sessionId: string) => void;
	readonly person: (id: PersonId) => SignedIn['person'] | null;
	/** Whether a session is still open. */
	readonly isOpen: (sessionId: string) => boolean;
	readonly onSessionEnded: (listener: (sessionId: string) => void) => void;
	readonly onPersonChanged: (listener: (person: PersonId) => void) => void;
	/** How often each client is asked for a sign of life. */
	readonly heartbeatMs?: number | undefined;
}

export interface Sync {
	/** Takes an upgrade below `/sync/`. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	readonly gauges: Pick<Gauges, 'members' | 'waitingBytes'>;
	/** Tells every client to come back, and waits until what they sent is durable. */
	close(): Promise<void>;
}

/** What the door knows beside what it was given: who is in, and who has to wait outside. */
interface Door extends SyncDeps {
	readonly sessions: Map<WebSocket, Session>;
	readonly offenders: Offenders;
	readonly rates: Rates;
	/** Boards that cannot be opened, and have been told of. */
	readonly damaged: Set<BoardId>;
}

type At = Door & { readonly who: Whom; readonly line: Duplex };

const PATH = /^\/sync\/([a-z0-9][a-z0-9_-]{0,63})$/;

/** The largest frame: a step 2 of 4 MB and its few bytes of envelope. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024 + 64;

/** Idle limits are minutes, and each note of use is a question to the database. */
const USED_EVERY_MS = 1_000;

/** How long clients get to answer a goodbye. */
const GOODBYE_MS = 250;

/** The boards' door: who may come in, and the life of a socket. */
export function createSync(deps: SyncDeps): Sync {
	const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_FRAME_BYTES });
	const sessions = new Map<WebSocket, Session>();
	const door = {
		...deps,
		sessions,
		offenders: new Offenders(() => performance.now()),
		damaged: new Set<BoardId>(),
		rates: new Rates()
	};
	const heartbeat = setInterval(() => server.clients.forEach(beat), deps.heartbeatMs ?? HEARTBEAT_MS).unref();
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
				admit(ws, request, door).catch((error: unknown) => {
					ws.close(CLOSE.comeBack);
					tellOfDamage(error, door);
				});
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
		const found = deps.person(id);
		const person = found?.disabled ? null : found;
		const mayStay = (board: DocumentRef | null) => person && board && can(person, 'open-board', board);
		for (const session of [...sessions.values()].filter(({ person: { id: theirs } }) => theirs === id)) {
			if (mayStay(deps.boards.find(session.board))) session.personChanged(person!);
			else session.end(CLOSE.noRight, '');
		}
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
async function admit(ws: WebSocket, request: IncomingMessage, deps: Door): Promise<void> {
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
	const source = deps.sourceOf(request);
	const known = await deps.whoIs(request);
	const visitor = judgeVisitor(known, board, deps);
	if (visitor === CLOSE.noRight) deps.witness.refused(whomOf(known!, source), NO_RIGHT, board);
	if (typeof visitor === 'number') return turnAway(visitor);
	const stay = await deps.rooms.enter(board);
	if (!stay) return turnAway(CLOSE.noBoard);
	// While the room was loading, the session may have ended and the right gone.
	const signedIn = judgeVisitor(visitor, board, deps);
	if (typeof signedIn === 'number') turnAway(signedIn);
	if (typeof signedIn === 'number' || ws.readyState !== WebSocket.OPEN) return stay.leave();

	const who = whomOf(signedIn, source);
	const given = sessionDeps(ws, board, signedIn, { ...deps, who, line: request.socket });
	const session = new Session(stay.room, { ...asked, ...given });
	if (stay.room.board.kind === 'board') deps.witness.boardOpened(who, board);
	deps.sessions.set(ws, session);
	ws.off('message', keep);
	const inflow = new Inflow({
		...{ person: signedIn.person.id, socket: ws, turns: deps.turns, rates: deps.rate === 'on' ? deps.rates : null },
		handle: (frame) => session.receive(frame)
	});
	ws.on('message', (data: Buffer) => inflow.take(data));
	ws.on('pong', () => gaveSign(ws));
	ws.on('close', () => {
		session.hungUp();
		inflow.finish(() => {
			session.gone();
			deps.sessions.delete(ws);
			stay.leave();
		});
	});
	for (const frame of early) inflow.take(frame);
}

/** In the record, it reads as a refusal over HTTP does. */
const NO_RIGHT = { kind: 'access-refused', method: 'GET', route: '/sync/:board', code: 'not-allowed' } as const;

function whomOf({ person, sessionId }: SignedIn, source: string): Whom {
	return { person: person.id, device: sessionId, source };
}

/** @returns who it is as of now, or why they do not come in. */
function judgeVisitor(signedIn: SignedIn | null, board: BoardId, deps: Door): SignedIn | CloseCode {
	const person = signedIn && deps.isOpen(signedIn.sessionId) ? deps.person(signedIn.person.id) : null;
	if (!signedIn || !person || person.disabled) return CLOSE.notSignedIn;
	const found = deps.boards.find(board);
	if (!found) return CLOSE.noBoard;
	if (!can(person, 'open-board', found)) return CLOSE.noRight;
	return deps.offenders.isPaused(person.id, board) ? CLOSE.comeBack : { ...signedIn, person };
}

function sessionDeps(ws: WebSocket, board: BoardId, signedIn: SignedIn, deps: At) {
	const { who, line } = deps;
	const about = { board, person: signedIn.person.id };
	const onOffence = () => countOffence(ws, about, deps);
	let usedAt = -Infinity;
	const outflow = new Outflow(ws, line, () => {
		deps.metrics.stuck();
		deps.log('warn', 'client.stuck', { ...about, bytes: ws.bufferedAmount });
		ws.close(CLOSE.comeBack);
		onOffence();
	});
	return {
		signedIn,
		source: who.source,
		wire: {
			send: (frame: Uint8Array) => outflow.send(frame),
			sendWhole: (frames: readonly Uint8Array[]) => outflow.sendWhole(frames),
			sendAll: (frames: readonly Uint8Array[]) => outflow.sendAll(frames),
			close: (code: CloseCode, reason: string) => ws.close(code, reason)
		},
		now: () => performance.now(),
		isRetired: (clients: readonly number[]) => deps.journal.anyRetired(board, clients),
		onAccepted() {
			deps.metrics.accepted();
			const now = performance.now();
			if (now - usedAt < USED_EVERY_MS) return;
			usedAt = now;
			deps.used(signedIn.sessionId);
		},
		onRefused(code: UpdateRefusal['code']) {
			deps.metrics.refused(code);
			deps.log('warn', 'update.refused', { ...about, code });
			deps.witness.refused(who, { kind: 'update-refused', code }, board);
			onOffence();
		},
		onGap() {
			deps.metrics.gap();
			deps.log('info', 'update.gap', about);
		},
		onFlooded: onOffence,
		onLooked: (card: CardId) => deps.witness.cardRead(who, board, card),
		onAcknowledged: deps.metrics.acknowledged
	};
}

/** Whoever offends again and again is sent away with all their connections to the board, and kept away for a while. */
function countOffence(ws: WebSocket, about: { board: BoardId; person: PersonId }, deps: Door): void {
	const ms = deps.offenders.offence(about.person, about.board);
	if (ms === 0) return;
	deps.metrics.paused();
	deps.log('warn', 'person.paused', { ...about, ms });
	// The one that offended last is being told why.
	const others = new Map([...deps.sessions].filter(([socket]) => socket !== ws));
	endWhere(others, ({ person, board }) => person.id === about.person && board === about.board, CLOSE.comeBack);
}

/** Clients come back every few seconds; whoever reads the log needs to be told once. */
function tellOfDamage(error: unknown, { damaged, log }: Door): void {
	if (!(error instanceof BoardDamaged) || damaged.has(error.board)) return;
	damaged.add(error.board);
	log('error', 'board.damaged', { board: error.board, seq: error.seq });
}

function endWhere(
	sessions: ReadonlyMap<WebSocket, Session>,
	applies: (session: Session) => boolean,
	code: CloseCode
): void {
	for (const session of [...sessions.values()]) if (applies(session)) session.end(code, '');
}
