import type { Name } from './targets.ts';

/** Ours as any y-websocket client hears it, and as its own client does: with acknowledgements and live history. */
export type Column = Name | 'own client';

export const COLUMNS: readonly Column[] = [
	'raw',
	'raw-batch',
	'@y/websocket-server',
	'hocuspocus',
	'daybreak',
	'own client'
];

/** A line of the table: what was measured, what each server reached, and how ours compares. */
export interface Line {
	readonly what: string;
	readonly values: Partial<Readonly<Record<Column, string>>>;
	/** Ours beside others. */
	readonly ratio?: string;
	readonly goal?: string;
	/** Whether ours reached the goal. */
	readonly reached?: boolean;
}

export interface Report {
	readonly lines: readonly Line[];
	/** What a reader has to know of these lines. */
	readonly notes: readonly string[];
}

export interface Scenario {
	readonly name: string;
	readonly title: string;
	run(): Promise<Report>;
}

export const say = (line: string) => void process.stdout.write(`${line}\n`);

/** @returns a scenario's lines as a Markdown table, with only the columns that say something. */
export function tableOf({ lines, notes }: Report): string {
	const columns = COLUMNS.filter((column) => lines.some(({ values }) => values[column] !== undefined));
	const more = (['ratio', 'goal'] as const).filter((name) => lines.some((line) => line[name] !== undefined));
	const heads = ['', ...columns.map((name) => (name === 'own client' ? 'daybreak, own client' : name)), ...more];
	const rows = lines.map((line) => [
		line.what,
		...columns.map((column) => line.values[column] ?? ''),
		...more.map((name) => `${line[name] ?? ''}${name === 'goal' ? mark(line) : ''}`)
	]);
	const written = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
	return [...written, ...(notes.length > 0 ? ['', ...notes.map((note) => `- ${note}`)] : [])].join('\n');
}

function mark({ reached }: Line): string {
	return reached === undefined ? '' : reached ? ' ✓' : ' ✗';
}
