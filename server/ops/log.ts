import pino, { type DestinationStream } from 'pino';

export type Level = 'debug' | 'info' | 'warn' | 'error';

/** Fields that may be logged. Ids only: titles, comments, names and addresses are PHI and have no field here. */
export interface LogFields {
	readonly board?: string;
	readonly card?: string;
	readonly person?: string;
	readonly session?: string;
	readonly request?: string;
	readonly method?: string;
	/** The pattern of a route, never the path that was asked for. */
	readonly route?: string;
	readonly status?: number;
	readonly seq?: number;
	readonly count?: number;
	readonly bytes?: number;
	readonly ms?: number;
	readonly code?: string;
	/** Files and lines of a thrown error, from `framesOf`; never its message, which may quote anything. */
	readonly where?: string;
}

export type Log = (level: Level, event: `${string}.${string}`, fields?: LogFields) => void;

const FIELDS = [
	'board',
	'card',
	'person',
	'session',
	'request',
	'method',
	'route',
	'status',
	'seq',
	'count',
	'bytes',
	'ms',
	'code',
	'where'
] as const satisfies readonly (keyof LogFields)[];

/** No space, no quote: a value that could be a sentence is not written, whatever field it came in. */
const ID_LIKE = /^[\w.:/*@<-]{1,300}$/;

/** One JSON object a line; `event` is `<noun>.<what happened>`, the name to search for. */
export function createLog(destination: DestinationStream, level = 'info'): Log {
	const logger = pino(
		{
			level,
			base: null,
			timestamp: () => `,"at":"${new Date().toISOString()}"`,
			formatters: { level: (label) => ({ level: label }) }
		},
		destination
	);
	return (at, event, fields = {}) => logger[at]({ event, ...allowed(fields) });
}

/** The log of a process that serves. Written at once: what was said last before a crash is what matters. */
export function standardLog(): Log {
	return createLog(pino.destination({ sync: true }));
}

function allowed(fields: LogFields): Record<string, string | number> {
	const kept: Record<string, string | number> = {};
	for (const name of FIELDS) {
		const value: unknown = fields[name];
		if (typeof value === 'number') kept[name] = value;
		if (typeof value === 'string') kept[name] = ID_LIKE.test(value) ? value : '(withheld)';
	}
	return kept;
}

/** Where an error was thrown: its innermost frames as `file:line<file:line`, without its message. */
export function framesOf(error: unknown): string {
	const stack = error instanceof Error ? (error.stack ?? '') : '';
	const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
	return frames
		.slice(0, 5)
		.map((frame) => /([\w.-]+:\d+):\d+\)?$/.exec(frame)?.[1] ?? 'native')
		.join('<');
}
