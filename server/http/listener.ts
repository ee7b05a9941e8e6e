import { getRequestListener } from '@hono/node-server';
import { readFileSync } from 'node:fs';
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { App } from '../app.ts';
import type { Log } from '../ops/log.ts';
import { peerOf, type Door } from './door.ts';

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Serves pages in place of the built client, as Vite does in development. */
export type PageMiddleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const SYNC = '/sync/';
const OURS_IN_DEVELOPMENT = /^\/(api\/|healthz$|readyz$)/;

/** Not listening yet. A handshake or a request that takes longer than these is somebody holding the line. */
export function createListener(tls: { readonly cert: string; readonly key: string } | null): http.Server {
	const limits = { headersTimeout: 10_000, requestTimeout: 30_000 };
	if (!tls) return http.createServer(limits);
	const [cert, key] = [readFileSync(tls.cert), readFileSync(tls.key)];
	return https.createServer({ ...limits, cert, key, minVersion: 'TLSv1.2', handshakeTimeout: 10_000 });
}

export function answerRequests(server: http.Server, app: App, door: Door, pages: PageMiddleware | null): void {
	const ours = getRequestListener((request, env) =>
		app.fetch(request, { peer: peerOf(env.incoming as IncomingMessage) })
	);
	const listener: RequestListener = (request, response) => {
		const path = request.url?.split('?')[0] ?? '/';
		if (!pages || OURS_IN_DEVELOPMENT.test(path) || door.isClearText(request)) void ours(request, response);
		else pages(request, response, () => void ours(request, response));
	};
	server.on('request', listener);
}

/** @param others an upgrade to anything else is left alone when somebody else listens too, and refused otherwise. */
export function answerUpgrades(
	server: http.Server,
	upgrade: Upgrade | null,
	door: Door,
	others: 'leave' | 'refuse'
): void {
	server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		const forSync = request.url?.startsWith(SYNC) ?? false;
		if (!forSync && others === 'leave') return;
		// Without a listener, a connection that is reset here would end the process.
		socket.on('error', () => socket.destroy());
		if (!forSync || !upgrade) refuseUpgrade(socket, '404 Not Found');
		else if (door.isClearText(request)) refuseUpgrade(socket, '403 Forbidden');
		else upgrade(request, socket, head);
	});
}

/** Ends a request to upgrade with a status line and nothing else. */
export function refuseUpgrade(socket: Duplex, status: string): void {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** What goes wrong below HTTP is logged by its code and ends that connection, never the process. */
export function surviveBadClients(server: http.Server, log: Log): void {
	server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
		log('debug', 'client.malformed', { code: error.code });
		if (!socket.writable) return void socket.destroy();
		// A browser opens connections in advance. Told 408 on one, it asks again on another; any other status it believes.
		const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
		socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
	});
	server.on('tlsClientError', (error: NodeJS.ErrnoException) => log('debug', 'client.handshake', { code: error.code }));
}

/** @returns the port it listens on. */
export function listen(server: http.Server, port: number, host: string | null, log: Log): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen({ port, host: host ?? undefined }, () => {
			server.off('error', reject);
			server.on('error', (error: NodeJS.ErrnoException) => log('error', 'server.error', { code: error.code }));
			resolve((server.address() as AddressInfo).port);
		});
	});
}

/** Takes no new connection, lets the answers under way finish, and cuts what is still there after the time. */
export function stopListening(server: http.Server, graceMs: number): Promise<void> {
	return new Promise((resolve) => {
		const cut = setTimeout(() => server.closeAllConnections(), graceMs);
		// A connection whose last answer just ended would be kept alive for seconds, for a request that never comes.
		const sweep = setInterval(() => server.closeIdleConnections(), 50);
		server.close(() => {
			clearTimeout(cut);
			clearInterval(sweep);
			resolve();
		});
	});
}
