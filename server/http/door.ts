import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Sessions } from '../features/account/sessions.ts';
import type { SignedIn } from '../ports/sessions.ts';
import { isClearText } from './clear-text.ts';
import {
	mayBePlain,
	readConnection,
	type ClearText,
	type Connection,
	type IsTrusted,
	type Peer
} from './connection.ts';
import { isOurs } from './origin.ts';

/** Judges a raw request, before any framework has seen it: an upgrade to a WebSocket. */
export interface Door {
	connectionOf(request: IncomingMessage): Connection;
	/** By the same rule as a change over HTTP. */
	isOurs(request: IncomingMessage): boolean;
	isClearText(request: IncomingMessage): boolean;
	signedIn(request: IncomingMessage): Promise<SignedIn | null>;
}

export interface DoorDeps {
	readonly sessions: Sessions;
	readonly origins: readonly string[];
	readonly isTrusted: IsTrusted;
	readonly clearText?: ClearText;
}

export function createDoor({ sessions, origins, isTrusted, clearText }: DoorDeps): Door {
	const connectionOf = (request: IncomingMessage) =>
		readConnection(peerOf(request), readerOf(request), isTrusted, clearText);
	return {
		connectionOf,
		isOurs: (request) => isOurs(readerOf(request), connectionOf(request).secure, origins),
		isClearText: (request) => isClearText(connectionOf(request)),
		signedIn(request) {
			return sessions.sessionFromCookieHeader(request.headers.cookie, mayBePlain(connectionOf(request)));
		}
	};
}

export function peerOf({ socket }: IncomingMessage): Peer {
	return { address: socket.remoteAddress ?? '', encrypted: (socket as Partial<TLSSocket>).encrypted === true };
}

function readerOf({ headers }: IncomingMessage) {
	return (name: string): string | undefined => {
		const value = headers[name];
		return Array.isArray(value) ? value.join(',') : value;
	};
}
