import type { BoardId, Instant } from '#domain/ids.ts';

const KEY = 'daybreak:live';

/** Notes that the copy of this board was as the server has it, by the server's clock. */
export function noteLive(board: BoardId, at: Instant): void {
	try {
		localStorage.setItem(KEY, JSON.stringify({ ...read(), [board]: at }));
	} catch {
		// A forbidden storage: then a page that opens without the server cannot say how old the board is.
	}
}

/** When this device last had the board live; null when nobody knows. */
export function lastLive(board: BoardId): Instant | null {
	const at = read()[board];
	return typeof at === 'number' && Number.isFinite(at) ? at : null;
}

export function forgetLive(): void {
	try {
		localStorage.removeItem(KEY);
	} catch {
		// A forbidden storage holds nothing.
	}
}

function read(): Partial<Record<BoardId, Instant>> {
	try {
		return Object(JSON.parse(localStorage.getItem(KEY) ?? 'null')) as Partial<Record<BoardId, Instant>>;
	} catch {
		return {};
	}
}
