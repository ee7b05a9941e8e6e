import type { Role } from '#domain/access/can.ts';
import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { DepartmentId } from '#domain/board/departments.ts';
import type { BoardId, CardId, Due, Instant, LineageId, PersonId } from '#domain/ids.ts';
import type { AskKeys } from './deliver-sealed.ts';
import type { HandedKey } from './key-ring.ts';
import { Offline, Problem } from './problem.ts';
import type { Entered } from './sign-in-api.ts';
import type { SealingKey } from './sealing.ts';
import { heardDateHeader } from './server-time.ts';

export { Offline, Problem } from './problem.ts';

/** What anybody may know before signing in; the nulls are gone once the practice is set up. */
export interface PracticeInfo {
	readonly setUp: boolean;
	readonly name: string | null;
	readonly timeZone: string | null;
	readonly demo: boolean;
	readonly version: string;
}

export interface Me {
	readonly person: {
		readonly id: PersonId;
		readonly name: string;
		readonly email: string;
		readonly role: Role;
		readonly privacyOfficer: boolean;
		readonly departments: readonly DepartmentId[];
		/** Boards that are open to them in an emergency. */
		readonly emergencies?: readonly BoardId[];
		readonly colour: number;
	};
	readonly practice: {
		readonly id: string;
		readonly name: string;
		readonly timeZone: string;
		readonly demo: boolean;
	};
}

export interface BoardListing {
	readonly id: BoardId;
	readonly department: DepartmentId;
	readonly title: string;
	readonly lineage: LineageId;
}

export interface Colleague {
	readonly id: PersonId;
	readonly name: string;
	readonly initials: string;
	/** 0 to 11, for life. */
	readonly colour: number;
	readonly role: Role;
	readonly privacyOfficer: boolean;
	readonly departments: readonly DepartmentId[];
	readonly disabled: boolean;
	/** Told to managers alone. */
	readonly email?: string;
}

export interface NewInvitation {
	readonly name: string;
	readonly email: string;
	readonly role: Role;
	readonly privacyOfficer: boolean;
	readonly departments: readonly DepartmentId[];
}

export interface PendingInvitation extends NewInvitation {
	readonly id: string;
	readonly invitedBy: PersonId;
	readonly expiresAt: Instant;
}

export interface SetUp {
	readonly token: string;
	readonly practice: { readonly name: string; readonly timeZone: string };
	readonly manager: { readonly name: string; readonly email: string; readonly password: string };
	readonly departments: readonly DepartmentId[];
}

export const practice = () => request<PracticeInfo>('GET', '/api/practice');
export const setUp = (details: SetUp) => request<Entered>('POST', '/api/setup', details);

export const signIn = (email: string, password: string) =>
	request<Entered>('POST', '/api/session', { email, password });
/** Ends the session on the server. The copies on this device are `forgetPerson`'s. */
export const signOut = () => request<void>('DELETE', '/api/session');
export const me = () => request<Me>('GET', '/api/me');

/** How a locked screen can be opened. */
export type UnlockWay = 'pin' | 'passkey' | 'password';

/** Shuts the session until its person unlocks it. */
export const lockSession = () => request<void>('POST', '/api/session/lock');
export const lockedHere = () => request<{ name: string; ways: readonly UnlockWay[] }>('GET', '/api/session/locked');
export const unlockSession = (key: { pin: string } | { password: string } | { passkey: unknown }) =>
	request<Me>('POST', '/api/session/unlock', key);
/** Keys and clicks that nobody else has told the server of. */
export const extendSession = () => request<void>('POST', '/api/session/extend');
export const hasPin = () => request<{ set: boolean }>('GET', '/api/session/pin');
export const setPin = (pin: string, password: string) => request<void>('PUT', '/api/session/pin', { pin, password });

/** What a page needs to open this person's copies, and to know when to lock. */
export interface SessionKeys {
	readonly keys: readonly HandedKey[];
	readonly idleMinutes: number;
	readonly endsAt: Instant;
	/** Until when this device may keep the key over a restart; null when it may not. */
	readonly keepUntil: Instant | null;
}

export interface TrustedDevice {
	readonly id: string;
	readonly name: string;
	readonly trustedBy: PersonId;
	readonly trustedAt: Instant;
}

/** Machines that may open boards without the network after a restart; the managers' business. */
export const trustedDevices = () => request<readonly TrustedDevice[]>('GET', '/api/devices');
/** This very device. */
export const trustDevice = (name: string) => request<TrustedDevice>('POST', '/api/devices/trust', { name });
export const distrustDevice = (id: string) => request<void>('DELETE', `/api/devices/${encodeURIComponent(id)}`);

export const sessionKeys = () => request<SessionKeys>('GET', '/api/session/key');
export const sealingKey = () => request<SealingKey>('GET', '/api/sealing-key');
export const openSealed: AskKeys = (blobs) => request('POST', '/api/sealed/open', { blobs });

/** @returns null when nobody is signed in, which is an answer and no failure. */
export async function whoIsHere(): Promise<Me | 'locked' | null> {
	const { signedIn, locked, ...who } = await request<{ signedIn: boolean; locked?: boolean } & Me>(
		'GET',
		'/api/session'
	);
	if (signedIn === true) return who;
	if (signedIn === false && locked === true) return 'locked';
	if (signedIn === false) return null;
	throw new Offline('an answer that is not ours');
}

export const boards = () => request<BoardListing[]>('GET', '/api/boards');
export const people = () => request<Colleague[]>('GET', '/api/people');

/** @returns the link to hand to the newcomer; it is shown once and stored nowhere. */
export const invite = (newcomer: NewInvitation) => request<{ link: string }>('POST', '/api/invitations', newcomer);
export const invitations = () => request<PendingInvitation[]>('GET', '/api/invitations');
export const withdrawInvitation = (id: string) => request<void>('DELETE', `/api/invitations/${encodeURIComponent(id)}`);
export const openInvitation = (token: string) =>
	request<{ name: string; email: string; practice: string }>('POST', '/api/invitations/open', { token });
export const acceptInvitation = (token: string, password: string) =>
	request<Entered>('POST', '/api/invitations/accept', { token, password });

export interface PersonChange {
	readonly name: string;
	readonly role: Role;
	readonly privacyOfficer: boolean;
	readonly departments: readonly DepartmentId[];
}

/** A board that somebody opened in an emergency, as managers are told of it. */
export interface EmergencyNotice {
	readonly id: string;
	readonly person: PersonId;
	readonly board: BoardId;
	readonly title: string;
	readonly reason: string;
	readonly at: Instant;
	readonly until: Instant;
}

const personPath = (id: PersonId) => `/api/people/${encodeURIComponent(id)}`;
export const changePerson = (id: PersonId, to: PersonChange) => request<Colleague>('PATCH', personPath(id), to);
export const disablePerson = (id: PersonId) => request<Colleague>('POST', `${personPath(id)}/disable`);
export const enablePerson = (id: PersonId) => request<Colleague>('POST', `${personPath(id)}/enable`);

/** Boards that this person may open in an emergency alone. */
export const closedBoards = () => request<{ id: BoardId; title: string }[]>('GET', '/api/emergency/boards');
const glassPath = (board: BoardId) => `/api/boards/${encodeURIComponent(board)}/break-glass`;
export const breakGlass = (board: BoardId, reason: string) =>
	request<{ board: BoardId; until: Instant }>('POST', glassPath(board), { reason });
export const endEmergency = (board: BoardId) => request<void>('DELETE', glassPath(board));

export const notices = () => request<EmergencyNotice[]>('GET', '/api/notices');
export const putAwayNotice = (id: string) => request<void>('DELETE', `/api/notices/${encodeURIComponent(id)}`);

/** @returns oldest first. */
export const cardHistory = (board: BoardId, card: CardId) =>
	request<ActivityEntry[]>('GET', `/api/boards/${encodeURIComponent(board)}/cards/${encodeURIComponent(card)}/history`);

/** A board that a card can go to; this person may not be able to open it. */
export type HandOverTarget = Pick<BoardListing, 'id' | 'department' | 'title'>;

const handOverPath = (board: BoardId) => `/api/boards/${encodeURIComponent(board)}`;
export const handOverTargets = (board: BoardId) => request<HandOverTarget[]>('GET', `${handOverPath(board)}/hand-over`);
export const handOver = (
	board: BoardId,
	card: CardId,
	what: { to: BoardId; owner: PersonId | null; due?: Due | undefined }
) =>
	request<{ board: BoardId; card: CardId }>(
		'POST',
		`${handOverPath(board)}/cards/${encodeURIComponent(card)}/hand-over`,
		what
	);

/** @returns what a retired lineage had at its end: a state vector in base64. @throws {Problem} 404 when nobody knows any more. */
export const lineageEnd = (board: BoardId, lineage: LineageId) =>
	request<{ stateVector: string }>(
		'GET',
		`/api/boards/${encodeURIComponent(board)}/lineages/${encodeURIComponent(lineage)}`
	);

/**
 * @throws {Problem} when the server said no or failed
 * @throws {Offline} when no word of the server came back
 */
export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
	const response = await reach(path, {
		method,
		credentials: 'same-origin',
		headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
		body: body === undefined ? undefined : JSON.stringify(body)
	});
	heardDateHeader(response.headers.get('date'));
	if (response.status === 204) return undefined as T;
	const answer = await jsonOf(response);
	if (response.ok && answer !== null) return answer as T;
	if (isOurs(response)) throw new Problem(response.status, answer ?? {});
	throw new Offline(`${response.status} ${path}`);
}

/** What cannot be shown, to be kept as a file. Throws as `request` does. */
export async function download(path: string, body: unknown): Promise<Blob> {
	const headers = { 'content-type': 'application/json' };
	const response = await reach(path, {
		method: 'POST',
		credentials: 'same-origin',
		headers,
		body: JSON.stringify(body)
	});
	if (response.ok) return await response.blob();
	const answer = await jsonOf(response);
	if (isOurs(response)) throw new Problem(response.status, answer ?? {});
	throw new Offline(`${response.status} ${path}`);
}

async function reach(path: string, init: RequestInit): Promise<Response> {
	try {
		return await fetch(path, init);
	} catch (cause) {
		throw new Offline(cause);
	}
}

async function jsonOf(response: Response): Promise<Record<string, unknown> | null> {
	try {
		return (await response.json()) as Record<string, unknown>;
	} catch {
		return null;
	}
}

/** A proxy's "bad gateway" or a hotel's sign-in page is no word of the server. */
function isOurs(response: Response): boolean {
	return response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
}
