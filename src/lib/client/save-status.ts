import type { Instant } from '#domain/ids.ts';

export interface SaveStatus {
	readonly kind: 'saved' | 'saving' | 'offline' | 'not-saved' | 'not-live';
	/** By the server's clock: since when it has been so; for `not-live` the server's last word. */
	readonly since?: Instant;
}

/** Everything the status line is told by. Times are this device's, in milliseconds. */
export interface Standing {
	readonly connection: ConnectionStanding;
	/** Edits of this person that the server has not acknowledged. */
	readonly unsent: number;
	readonly oldestUnsentAtMs: number | null;
	readonly local: LocalStanding;
}

export interface ConnectionStanding {
	/** `opening` until the first attempt has come to something; later attempts count as `lost` until they succeed. */
	readonly phase: 'opening' | 'open' | 'lost';
	/** When this phase began. */
	readonly sinceMs: number;
	/** The server's state has come in on this connection. */
	readonly synced: boolean;
	/** What the server lacked has gone out on this connection. */
	readonly stepTwoSent: boolean;
	readonly sent: number;
	readonly acked: number;
	readonly oldestUnackedAtMs: number | null;
	/** The server's last word, of any kind. */
	readonly heardAtMs: number;
}

export interface LocalStanding {
	/** `settled`: every write is on disk. `failed`: the disk said no, or there is none. */
	readonly state: 'settled' | 'writing' | 'failed';
	readonly sinceMs: number;
}

/** What takes longer than this is not "Saving…" any more, whatever the socket claims. */
export const SAVING_AT_MOST_MS = 3_000;

/** The server says something every 20 s; y-websocket itself gives a silent socket up after 30 s. */
export const SILENT_AT_MOST_MS = 25_000;

/** A status, and when to look again though nothing happens until then. `since` is still this device's time. */
export interface StatusAt {
	readonly kind: SaveStatus['kind'];
	readonly sinceMs: number;
	readonly lookAgainAtMs: number | null;
}

/** What the status line may say now. A pure function: SPEC.md has its rules. */
export function statusAt(standing: Standing, nowMs: number): StatusAt {
	const { connection } = standing;
	switch (connection.phase) {
		case 'opening':
			return withinLimit(connection.sinceMs, nowMs) ?? withoutServer(standing, nowMs);
		case 'open':
			return isConfirmed(standing) ? confirmed(connection, nowMs) : unconfirmed(standing, nowMs);
		case 'lost':
			return withoutServer(standing, nowMs);
	}
}

function isConfirmed({ connection, unsent }: Standing): boolean {
	const { synced, stepTwoSent, sent, acked } = connection;
	return synced && stepTwoSent && acked >= sent && unsent === 0;
}

function confirmed({ heardAtMs, sinceMs }: ConnectionStanding, nowMs: number): StatusAt {
	if (isOver(heardAtMs, SILENT_AT_MOST_MS, nowMs)) return { kind: 'not-live', sinceMs: heardAtMs, lookAgainAtMs: null };
	return { kind: 'saved', sinceMs, lookAgainAtMs: heardAtMs + SILENT_AT_MOST_MS };
}

function unconfirmed(standing: Standing, nowMs: number): StatusAt {
	const { connection } = standing;
	const oldest = Math.min(connection.oldestUnackedAtMs ?? Infinity, standing.oldestUnsentAtMs ?? Infinity);
	// An edit made offline an hour ago is being saved only since the connection is there.
	const since = Number.isFinite(oldest) ? Math.max(connection.sinceMs, oldest) : connection.sinceMs;
	return withinLimit(since, nowMs) ?? notConfirmed(standing, since);
}

function withoutServer(standing: Standing, nowMs: number): StatusAt {
	const { connection, local } = standing;
	const since = connection.sinceMs;
	if (local.state === 'settled') return { kind: 'offline', sinceMs: since, lookAgainAtMs: null };
	const writing = local.state === 'writing' ? withinLimit(local.sinceMs, nowMs) : null;
	return writing ?? notConfirmed(standing, since);
}

function withinLimit(sinceMs: number, nowMs: number): StatusAt | null {
	if (isOver(sinceMs, SAVING_AT_MOST_MS, nowMs)) return null;
	return { kind: 'saving', sinceMs, lookAgainAtMs: sinceMs + SAVING_AT_MOST_MS };
}

/** A device's clock may be set back: a moment far ahead of now is as untrustworthy as one long past. */
function isOver(sinceMs: number, limitMs: number, nowMs: number): boolean {
	return Math.abs(nowMs - sinceMs) >= limitMs;
}

/** With nothing of this person's at stake it is the view that cannot be trusted, not an edit. */
function notConfirmed({ connection, unsent }: Standing, sinceMs: number): StatusAt {
	if (unsent > 0) return { kind: 'not-saved', sinceMs, lookAgainAtMs: null };
	return { kind: 'not-live', sinceMs: connection.heardAtMs || connection.sinceMs, lookAgainAtMs: null };
}
