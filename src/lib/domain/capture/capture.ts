import { LIMITS } from '../board/schema.ts';
import { fold } from '../fold.ts';
import type { Due } from '../ids.ts';
import { addDays, dayOf } from '../time.ts';
import type { Captured, CaptureContext, CaptureWarning, Ignored, Span } from './captured.ts';
import { isMiss, isSingle, matchAt, type Match, type Miss } from './marks.ts';
import { looksLikePatient } from './patient-words.ts';
import { wordsOf, type Word } from './words.ts';

/**
 * Understands one line of quick capture: `verify Smith insurance @jamie tomorrow noon #billing !urgent`.
 *
 * The rules, short enough to be told: `@` names a person, `#` a category or label, `!` a priority, `pt:` the patient.
 * Days and times are understood without a mark: full weekdays, today, tomorrow, noon, eod, `3p`, `15:30` and `in 2
 * days` anywhere; `sun`, `Mar 14` and `3/14`, which are words as well, only where nothing but marks and times follows
 * them, or after by, due and on. After of, for, from, every, until and the like a day belongs to the words. Of two of
 * a kind the last one counts. What is not understood stays in the title, letter for letter.
 *
 * @param ignored what the person took back of an earlier reading; matched by its words, so that it holds while they
 * go on typing.
 */
export function parseCapture(line: string, context: CaptureContext, ignored: readonly Ignored[] = []): Captured {
	const words = wordsOf(line);
	const found = matchesIn(words, context);
	const wanted = found.filter(
		(one): one is Match => !isMiss(one) && isMeant(one, words, found) && !isIgnored(one, line, words, ignored)
	);
	const { taken, crowded } = lastOfEach(wanted);
	const spans = withCommas(
		taken.map((match) => spanOf(match, line, words)).sort((a, b) => a.from - b.from),
		line
	);
	const title = without(line, spans);
	const value = <K extends Match['kind']>(kind: K) =>
		(taken.find((match) => match.kind === kind)?.value ?? null) as Extract<Match, { kind: K }>['value'] | null;
	const { due, warnings } = dueOf(taken, context);
	return {
		title,
		owner: value('owner'),
		due,
		category: value('category'),
		priority: value('priority'),
		patient: value('patient'),
		labels: labelsOf(taken),
		spans,
		warnings: [
			...missesIn(found),
			...crowded.map((match) => onlyOne(match, words)),
			...warnings,
			...about(title, context)
		]
	};
}

function matchesIn(words: readonly Word[], context: CaptureContext): (Match | Miss)[] {
	const found: (Match | Miss)[] = [];
	for (let at = 0; at < words.length;) {
		const match = matchAt(words, at, context);
		if (match) found.push(match);
		at += match?.words ?? 1;
	}
	return found;
}

/** A day that is a word as well is a day at the end of the line, where only marks, days and times follow it. */
function isMeant(match: Match, words: readonly Word[], found: readonly (Match | Miss)[]): boolean {
	if (match.kind !== 'due' || match.value.sure) return true;
	let end = match.at + match.words;
	for (const next of found) if (next.at === end) end += next.words;
	return end === words.length;
}

function isIgnored(match: Match, line: string, words: readonly Word[], ignored: readonly Ignored[]): boolean {
	const { kind, text } = spanOf(match, line, words);
	return ignored.some((one) =>
		typeof one === 'string' ? one === kind : one.kind === kind && fold(bare(one.text)) === fold(bare(text))
	);
}

const bare = (text: string) => text.replace(/^[,;(\s]+|[,;)\s]+$/g, '');

/** The last of each kind; of due times the last day and the last time, which may stand apart. */
function lastOfEach(matches: readonly Match[]): { taken: Match[]; crowded: Match[] } {
	const taken: Match[] = [];
	const crowded: Match[] = [];
	const filled = new Set<string>();
	for (const match of [...matches].reverse()) {
		const parts = partsOf(match);
		if (isSingle(match.kind) && parts.some((part) => filled.has(part))) crowded.push(match);
		else taken.push(match);
		for (const part of parts) filled.add(part);
	}
	return { taken, crowded: crowded.reverse() };
}

function partsOf(match: Match): string[] {
	if (match.kind !== 'due') return [match.kind];
	return [...(match.value.day === null ? [] : ['day']), ...(match.value.time === null ? [] : ['time'])];
}

function labelsOf(taken: readonly Match[]): string[] {
	return [...new Set(taken.flatMap((match) => (match.kind === 'label' ? [match.value] : [])))].reverse();
}

/** With brackets that hold nothing else. */
function spanOf({ kind, at, words: count }: Match, line: string, words: readonly Word[]): Span {
	let { from } = words[at]!;
	let { to } = words[at + count - 1]!;
	if (line[from - 1] === '(' && line[to] === ')') [from, to] = [from - 1, to + 1];
	return { kind, from, to, text: line.slice(from, to) };
}

/** A comma that only set the words off goes with them: the one behind, or else the one before. */
function withCommas(spans: readonly Span[], line: string): Span[] {
	let end = 0;
	return spans.map(({ kind, from, to }) => {
		const before = /[,;]\s*$/.exec(line.slice(end, from));
		const last = /[,;]/.test(line[to] ?? '') ? to + 1 : to;
		const first = last === to && before ? end + before.index : from;
		end = last;
		return { kind, from: first, to: last, text: line.slice(first, last) };
	});
}

/** The line without what was understood, with one blank between what is left. */
function without(line: string, spans: readonly Span[]): string {
	const ends = [0, ...spans.map(({ to }) => to)];
	const parts = ends.map((end, i) =>
		line
			.slice(end, spans[i]?.from ?? line.length)
			.replace(/\s+/g, ' ')
			.trim()
	);
	return parts
		.filter(Boolean)
		.reduce((left, part) => (/^[.,;:!?)\]]/.test(part) ? left + part : `${left} ${part}`), '')
		.trim();
}

function dueOf(taken: readonly Match[], { clock }: CaptureContext): { due: Due | null; warnings: CaptureWarning[] } {
	const moments = taken.flatMap((match) => (match.kind === 'due' ? [match.value] : []));
	const day = moments.find((moment) => moment.day !== null);
	const time = moments.find((moment) => moment.time !== null)?.time ?? null;
	if (!day?.day && time === null) return { due: null, warnings: [] };
	const today = dayOf(clock);
	if (!day?.day) {
		const passed = `${today}T${time}` < clock;
		const due = `${passed ? addDays(today, 1) : today}T${time}` as Due;
		return { due, warnings: passed ? [{ code: 'moved-to-tomorrow' }] : [] };
	}
	const due = (time === null ? day.day : `${day.day}T${time}`) as Due;
	if (day.nextYear) return { due, warnings: [{ code: 'moved-to-next-year' }] };
	return { due, warnings: time !== null && due < clock ? [{ code: 'already-passed' }] : [] };
}

function missesIn(found: readonly (Match | Miss)[]): CaptureWarning[] {
	return found.flatMap((one) => (isMiss(one) && one.warning ? [one.warning] : []));
}

function onlyOne({ kind, at, words: count }: Match, words: readonly Word[]): CaptureWarning {
	return { code: 'only-one', kind, from: words[at]!.from, to: words[at + count - 1]!.to };
}

function about(title: string, { people, clock }: CaptureContext): CaptureWarning[] {
	const patient = looksLikePatient(title, { people, clock });
	return [
		...(title.length > LIMITS.title ? [{ code: 'too-long', field: 'title', limit: LIMITS.title } as const] : []),
		...(patient ? [{ code: 'looks-like-patient', words: patient } as const] : [])
	];
}
