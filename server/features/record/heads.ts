import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '#domain/ids.ts';
import { framesOf, type Log } from '../../ops/log.ts';
import type { RecordEnds, RecordHead } from '../../ports/record.ts';

const HOUR_MS = 3_600_000;
const FILE = 'heads.jsonl';

/** One line of the file: the record ended with this row then. */
interface Line {
	readonly at: string;
	readonly seq: number;
	readonly hash: string;
	/** The practice went on from a backup that ended here: what was written down of later rows is not expected any more. */
	readonly restored?: true;
}

export interface HeadsDeps {
	readonly ends: Pick<RecordEnds, 'head'>;
	/** Best on another machine: who can rewrite the record should not be able to rewrite this. */
	readonly folder: string;
	readonly now: () => Instant;
	readonly log: Log;
}

/** Writes down once a day where the record ends, beside the database. @returns a function that stops it. */
export function saveHeadDaily(deps: HeadsDeps): () => void {
	saveHead(deps);
	const timer = setInterval(() => saveHead(deps), HOUR_MS).unref();
	return () => clearInterval(timer);
}

/** Once a day and only when there is something new. */
export function saveHead({ ends, folder, now, log }: HeadsDeps): void {
	try {
		const head = ends.head();
		const today = new Date(now()).toISOString();
		const last = readHeads(folder).heads.at(-1);
		if (!head || last?.day === today.slice(0, 10) || last?.seq === head.seq) return;
		appendHead(folder, head, { at: today });
	} catch (error) {
		log('error', 'record.head-not-saved', { where: framesOf(error) });
	}
}

/** After a restore, so that the rows that the backup had not yet are not missed. */
export function noteRestore(folder: string, head: RecordHead, now: Instant): void {
	if (existsSync(join(folder, FILE))) appendHead(folder, head, { at: new Date(now).toISOString(), restored: true });
}

/** @returns the heads that must still hold, oldest first, and what is wrong with the file. */
export function readHeads(folder: string): { heads: { seq: number; hash: string; day: string }[]; wrong: string[] } {
	const path = join(folder, FILE);
	const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
	const wrong: string[] = [];
	let heads: { seq: number; hash: string; day: string }[] = [];
	lines.forEach((text, i) => {
		const line = lineOf(text);
		if (!line) return void wrong.push(`line ${i + 1} of ${FILE} cannot be read`);
		if (line.restored) heads = heads.filter(({ seq }) => seq <= line.seq);
		heads.push({ seq: line.seq, hash: line.hash, day: line.at.slice(0, 10) });
	});
	return { heads, wrong };
}

function appendHead(folder: string, { seq, hash }: RecordHead, rest: Pick<Line, 'at' | 'restored'>): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const line: Line = { ...rest, seq, hash: Buffer.from(hash).toString('hex') };
	appendFileSync(join(folder, FILE), `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });
}

function lineOf(text: string): Line | null {
	try {
		const { at, seq, hash, restored } = JSON.parse(text) as Partial<Line>;
		if (typeof at !== 'string' || typeof seq !== 'number' || typeof hash !== 'string') return null;
		return { at, seq, hash, ...(restored && { restored }) };
	} catch {
		return null;
	}
}
