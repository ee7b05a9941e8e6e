import type { UpdateRefusal } from '#domain/refusal.ts';
import type { SocketProblem } from './protocol.ts';

/** Why a socket is closed. 4400 to 4499 are final for a y-websocket client; after the others it comes back. */
export const CLOSE = {
	notSignedIn: 4401,
	noRight: 4403,
	noBoard: 4404,
	startAnew: 4409,
	comeBack: 4508,
	restart: 1012
} as const;

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

const TITLES: Readonly<Record<UpdateRefusal['code'] | 'lineage-retired', string>> = {
	malformed: 'The server could not read this change.',
	'too-large': 'This change is larger than the server takes.',
	'foreign-author': 'This change was written under another person’s name.',
	'unknown-shape': 'This change does not fit the board. Reload the page to get the newest version.',
	'invalid-value': 'This change holds a value that the board does not know. Reload the page to get the newest version.',
	'not-whole': 'This change left a card without what every card has.',
	'removed-by-client': 'Cards cannot be removed, only archived.',
	'not-allowed': 'You have no right to make this change.',
	'lineage-retired': 'This board was started anew. Your copy of it is from before.'
};

/** What the client hears before a close with 4409. */
export function problemFor(code: keyof typeof TITLES): SocketProblem {
	return { type: 'about:blank', title: TITLES[code], status: 409, code };
}
