import { CATEGORIES, LIMITS, PRIORITIES, type Category, type Priority } from '../board/schema.ts';
import { fold } from '../fold.ts';
import type { Due, PersonId } from '../ids.ts';
import type { CaptureContext } from './captured.ts';
import { parseCapture } from './capture.ts';
import { dueCell } from './due-cell.ts';
import { looksLikePatient } from './patient-words.ts';
import { whoIs } from './people.ts';
import { tableOf, type Table } from './table.ts';

/** So many cards at once, as a person can still look through. */
export const MOST_ROWS = 200;

export interface PastedCard {
	readonly title: string;
	readonly description: string;
	readonly owner: PersonId | null;
	readonly due: Due | null;
	readonly category: Category | null;
	readonly priority: Priority | null;
	readonly patient: string | null;
	readonly labels: readonly string[];
}

/** What a person should look at before the cards are made; `text` is the cell's. */
export type PasteProblem =
	| { readonly code: 'no-title' | 'title-too-long' }
	| {
			readonly code: 'which-person' | 'unknown-person';
			readonly text: string;
			readonly candidates: readonly PersonId[];
	  }
	| {
			readonly code: 'unknown-due' | 'unknown-category' | 'unknown-priority' | 'patient-too-long';
			readonly text: string;
	  }
	| { readonly code: 'already-passed' | 'moved-to-next-year' | 'moved-to-tomorrow' }
	| { readonly code: 'looks-like-patient'; readonly text: string };

export interface PasteRow {
	/** Counts the pasted lines from 1. */
	readonly line: number;
	readonly card: PastedCard;
	readonly problems: readonly PasteProblem[];
	/** It has no title, or one that is too long, and cannot become a card as it is. */
	readonly unusable: boolean;
}

export interface Paste {
	readonly kind: 'lines' | 'table';
	/** What the columns were taken for, `title`, `owner` and so on; `other` goes into the description. Empty for lines. */
	readonly columns: readonly ColumnUse[];
	readonly rows: readonly PasteRow[];
	/** Rows beyond the limit, which were not read. */
	readonly left: number;
}

export type ColumnUse =
	'title' | 'owner' | 'due' | 'time' | 'category' | 'priority' | 'patient' | 'labels' | 'description' | 'other';

/** How spreadsheets call their columns. */
const HEADERS: readonly (readonly [ColumnUse, readonly string[]])[] = [
	['title', ['title', 'task', 'tasks', 'card', 'what', 'to do', 'todo', 'item', 'subject', 'name', 'action']],
	['owner', ['owner', 'who', 'assigned', 'assigned to', 'assignee', 'person', 'responsible', 'staff']],
	['due', ['due', 'due date', 'due by', 'when', 'deadline', 'date', 'by', 'by when']],
	['time', ['time', 'due time', 'hour']],
	['category', ['category', 'type', 'department', 'area', 'kind']],
	['priority', ['priority', 'urgency', 'prio']],
	['patient', ['patient', 'pt', 'patient ref', 'patient initials', 'initials', 'client']],
	['labels', ['label', 'labels', 'tag', 'tags']],
	['description', ['description', 'notes', 'note', 'details', 'comment', 'comments']]
];

/**
 * Reads several pasted lines into cards to look through: each line as quick capture reads it, or, with tabs between
 * cells, as a spreadsheet's rows. Nothing of a row is lost: a cell that has no place goes into the description, one
 * that was not understood does so too and is named among the row's problems.
 */
export function parsePaste(text: string, context: CaptureContext): Paste {
	if (!text.includes('\t')) return pastedLines(text, context);
	const table = tableOf(text);
	const header = headerOf(table[0]?.cells ?? []);
	const body = header ? table.slice(1) : table;
	const columns = header ?? guessed(body, context);
	const names = header ? table[0]!.cells : [];
	const rows = body.slice(0, MOST_ROWS).map(({ line, cells }) => rowOf(line, cells, columns, names, context));
	return { kind: 'table', columns, rows, left: Math.max(0, body.length - MOST_ROWS) };
}

function pastedLines(text: string, context: CaptureContext): Paste {
	const lines = text
		.split(/\r\n|\r|\n/)
		.map((line, i) => ({ line: i + 1, words: line.replace(/^\s*(?:[-*•–]|\[[ x]?\]|\d{1,2}[.)])\s+/iu, '').trim() }))
		.filter(({ words }) => words !== '');
	const rows = lines.slice(0, MOST_ROWS).map(({ line, words }): PasteRow => {
		const { warnings, spans: _, ...card } = parseCapture(words, context);
		const problems = warnings.flatMap((warning): PasteProblem[] => {
			switch (warning.code) {
				case 'which-person':
				case 'unknown-person':
					return [{ code: warning.code, text: warning.text, candidates: warning.candidates }];
				case 'too-long':
					return warning.field === 'title' ? [{ code: 'title-too-long' }] : [{ code: 'patient-too-long', text: words }];
				case 'looks-like-patient':
					return [{ code: warning.code, text: warning.words.text }];
				case 'already-passed':
				case 'moved-to-next-year':
				case 'moved-to-tomorrow':
					return [{ code: warning.code }];
				case 'unknown-mark':
				case 'only-one':
					return [];
			}
		});
		return finished(line, { ...card, description: '' }, problems);
	});
	return { kind: 'lines', columns: [], rows, left: Math.max(0, lines.length - MOST_ROWS) };
}

function finished(line: number, card: PastedCard, found: readonly PasteProblem[]): PasteRow {
	const problems = card.title === '' ? [{ code: 'no-title' } as const, ...found] : found;
	const unusable = problems.some(({ code }) => code === 'no-title' || code === 'title-too-long');
	return { line, card, problems, unusable };
}

/** A first row that names its columns; null when it is a row like the others. */
function headerOf(cells: readonly string[]): ColumnUse[] | null {
	const uses = cells.map((cell) => {
		const name = fold(cell)
			.replace(/[^\p{L}\s]/gu, '')
			.trim();
		return HEADERS.find(([, names]) => names.includes(name))?.[0] ?? 'other';
	});
	const known = uses.filter((use) => use !== 'other').length;
	if (known < Math.min(2, cells.length) || known === 0) return null;
	const once = uses.map((use, i) => (uses.indexOf(use) === i || use === 'description' ? use : 'other'));
	if (!once.includes('title')) once[once.indexOf('other') < 0 ? 0 : once.indexOf('other')] = 'title';
	return once;
}

/** Without names, the column that most cells of which can be read as something is taken for that; the first other one is the title. */
function guessed(body: Table, context: CaptureContext): ColumnUse[] {
	const width = Math.max(0, ...body.map(({ cells }) => cells.length));
	const cellsOf = (i: number) => body.map(({ cells }) => cells[i]?.trim() ?? '').filter(Boolean);
	const reads: readonly [ColumnUse, (cell: string) => boolean][] = [
		['owner', (cell) => whoIs(wordsIn(cell), context.people).people.length > 0 && wordsIn(cell).length < 4],
		['due', (cell) => dueCell(cell, context) !== null],
		['category', (cell) => categoryIn(cell) !== null],
		['priority', (cell) => priorityIn(cell) !== null]
	];
	const uses: ColumnUse[] = Array.from({ length: width }, () => 'other');
	for (const [use, reads_] of reads) {
		const column = uses.findIndex((taken, i) => {
			const cells = cellsOf(i);
			return taken === 'other' && cells.length > 0 && cells.filter(reads_).length * 2 > cells.length;
		});
		if (column >= 0) uses[column] = use;
	}
	const title = uses.indexOf('other');
	if (title >= 0) uses[title] = 'title';
	else if (width > 0) uses[0] = 'title';
	return uses;
}

function rowOf(
	line: number,
	cells: readonly string[],
	columns: readonly ColumnUse[],
	names: readonly string[],
	context: CaptureContext
): PasteRow {
	const cell = (use: ColumnUse) => cells[columns.indexOf(use)]?.trim() ?? '';
	const problems: PasteProblem[] = [];
	const kept: string[] = [];
	const title = cell('title').replace(/\s+/g, ' ');
	const card: PastedCard = {
		title,
		owner: ownerIn(cell('owner'), context, problems, kept),
		due: dueIn([cell('due'), cell('time')].filter(Boolean).join(' '), context, problems, kept),
		category: read(cell('category'), categoryIn, 'unknown-category', problems, kept),
		priority: read(cell('priority'), priorityIn, 'unknown-priority', problems, kept),
		patient: read(cell('patient'), patientIn, 'patient-too-long', problems, kept),
		labels: cell('labels')
			.split(/[,;]/)
			.map((label) => label.trim())
			.filter((label) => label !== '' && label.length <= LIMITS.label),
		description: ''
	};
	const words = looksLikePatient(title, context);
	if (words) problems.push({ code: 'looks-like-patient', text: words.text });
	if (title.length > LIMITS.title) problems.push({ code: 'title-too-long' });
	const others = cells.flatMap((text, i) => {
		const use = columns[i] ?? 'other';
		if (text.trim() === '' || (use !== 'other' && use !== 'description')) return [];
		return [use === 'other' && names[i]?.trim() ? `${names[i].trim()}: ${text.trim()}` : text.trim()];
	});
	return finished(line, { ...card, description: [...others, ...kept].join('\n') }, problems);
}

function read<T>(
	text: string,
	meaning: (text: string) => T | null,
	code: 'unknown-category' | 'unknown-priority' | 'patient-too-long',
	problems: PasteProblem[],
	kept: string[]
): T | null {
	if (text === '') return null;
	const value = meaning(text);
	if (value !== null) return value;
	problems.push({ code, text });
	kept.push(text);
	return null;
}

function ownerIn(
	text: string,
	{ people, me }: CaptureContext,
	problems: PasteProblem[],
	kept: string[]
): PersonId | null {
	if (text === '') return null;
	if (fold(text) === 'me' && me) return me;
	const words = wordsIn(text);
	const match = whoIs(words, people);
	const [person] = match.people;
	if (match.people.length === 1 && person && match.words === words.length) return person;
	problems.push({ code: match.people.length > 1 ? 'which-person' : 'unknown-person', text, candidates: match.people });
	kept.push(text);
	return null;
}

function dueIn(text: string, context: CaptureContext, problems: PasteProblem[], kept: string[]): Due | null {
	if (text === '') return null;
	const cell = dueCell(text, context);
	if (!cell) {
		problems.push({ code: 'unknown-due', text });
		kept.push(text);
		return null;
	}
	if (cell.warning) problems.push({ code: cell.warning });
	return cell.due;
}

const wordsIn = (text: string) =>
	fold(text)
		.replace(/^@/, '')
		.split(/[\s,]+/)
		.filter(Boolean);

function categoryIn(text: string): Category | null {
	const name = fold(text).replace(/[\s_-]+/g, '-');
	if (name === 'admin' || name === 'followup' || name === 'follow-ups')
		return name === 'admin' ? 'administrative' : 'follow-up';
	return CATEGORIES.find((category) => category === name) ?? null;
}

function priorityIn(text: string): Priority | null {
	const name = fold(text).replace(/^!/, '');
	if (name === 'normal' || name === 'low' || name === 'medium') return 'routine';
	if (name === 'high') return 'urgent';
	return PRIORITIES.find((priority) => priority === name) ?? null;
}

const patientIn = (text: string) => (text.length <= LIMITS.patient ? text : null);
