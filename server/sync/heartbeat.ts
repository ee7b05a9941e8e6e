import type { WebSocket } from 'ws';
import { encodeAwareness } from './protocol.ts';

/**
 * y-websocket takes 30 s without a message for a dead connection. A peer that died silently is found by the second beat
 * after it, and nothing of it is left by the third.
 */
export const HEARTBEAT_MS = 15_000;
const KEEP_ALIVE = encodeAwareness([]);

/** Sockets that have not answered the last ping. */
const silent = new WeakSet<WebSocket>();

/** Asks for a sign of life; a socket that has given none since the last time is ended. */
export function beat(ws: WebSocket): void {
	// What a client says that is over the rate lies unread, its sign of life too.
	if (silent.has(ws) && !ws.isPaused) return ws.terminate();
	silent.add(ws);
	ws.ping();
	ws.send(KEEP_ALIVE);
}

/** The socket has given a sign of life. */
export function gaveSign(ws: WebSocket): void {
	silent.delete(ws);
}
