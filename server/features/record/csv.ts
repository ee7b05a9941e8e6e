import type { Change } from '#domain/activity/changes.ts';
import type { RecordEntry, SecurityEvent } from '#domain/activity/events.ts';
import { wallClock } from '#domain/time.ts';

/** What a spreadsheet takes for a formula when a cell begins with it. */
const FORMULA = /^'*[=+\-@\t\r]/;

export const COLUMNS = [
	...['number', 'time', 'practice time', 'person', 'person id', 'event', 'from', 'to', 'details'],
	...['board', 'card', 'card title', 'patient', 'device', 'address']
] as const;

export interface CsvNames {
	readonly person: (id: string) => string;
	readonly board: (id: string) => string;
	readonly card: (entry: RecordEntry) => { readonly title: string; readonly patient: string | null } | undefined;
	readonly device: (session: string) => string;
	readonly timeZone: string;
}

/** One line of the record as a line of RFC 4180, in the order of `COLUMNS`. */
export function csvLine(entry: RecordEntry, names: CsvNames): string {
	const { seq, at, person, change, board, card, device, source } = entry;
	const { from, to, ...rest } = detailsOf(change);
	const named = names.card(entry);
	return csvRow([
		...[seq, new Date(at).toISOString(), wallClock(at, names.timeZone), names.person(person), person, change.kind],
		...[cellOf(from), cellOf(to), Object.keys(rest).length > 0 ? JSON.stringify(rest) : ''],
		...[board && names.board(board), card, named?.title, named?.patient, device && names.device(device), source]
	]);
}

/** Cells that a spreadsheet would run begin with an apostrophe, so that they are read as the words they are. */
export function csvRow(cells: readonly (string | number | null | undefined)[]): string {
	return `${cells.map((cell) => quoted(String(cell ?? ''))).join(',')}\r\n`;
}

function quoted(text: string): string {
	const safe = FORMULA.test(text) ? `'${text}` : text;
	return /["',\r\n;\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function detailsOf(change: Change | SecurityEvent): Record<string, unknown> {
	return Object.fromEntries(Object.entries(change).filter(([name]) => name !== 'kind'));
}

function cellOf(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
