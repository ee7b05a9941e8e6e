import type { Captured, CaptureWarning, Span, SpanKind } from '#domain/capture/captured.ts';
import { shortName, type Named } from '#domain/capture/people.ts';
import { fold } from '#domain/fold.ts';
import type { Due, PersonId, WallClock } from '#domain/ids.ts';
import { addDays, dayOf, hasTime } from '#domain/time.ts';
import { dueWords, timeOf } from '../time-words.ts';
import { CATEGORY_WORDS, PRIORITY_WORDS } from '../words.ts';
import { CAPTURE_WORDS } from './words.ts';

/** Something that was understood, as it is shown before the card is made. */
export interface Chip {
	readonly kind: SpanKind;
	/** The letters of the line that go back into the title with it. */
	readonly spans: readonly Span[];
	readonly words: string;
	/** With its kind, for the ear. */
	readonly said: string;
	/** Why it is not quite what was written. */
	readonly note: string | null;
	readonly late: boolean;
	readonly person: PersonId | null;
}

interface Seen {
	readonly clock: WallClock;
	readonly nameOf: (person: PersonId) => string;
}

/** What was understood, always in the same order: a chip does not jump when another comes. */
export function chipsOf(captured: Captured, seen: Seen): Chip[] {
	const { owner, due, category, priority, patient } = captured;
	const spans = (kind: SpanKind) => captured.spans.filter((span) => span.kind === kind);
	const chip = (kind: SpanKind, words: string, said: string, more: Partial<Chip> = {}): Chip => ({
		...{ kind, words, said, spans: spans(kind), note: null, late: false, person: null },
		...more
	});
	const chips: (Chip | null)[] = [
		owner && chip('owner', seen.nameOf(owner), CAPTURE_WORDS.owner(seen.nameOf(owner)), { person: owner }),
		due && dueChip(chip, due, captured.warnings, seen.clock),
		category && chip('category', CATEGORY_WORDS[category], CAPTURE_WORDS.category(CATEGORY_WORDS[category])),
		priority && chip('priority', PRIORITY_WORDS[priority], CAPTURE_WORDS.priority(PRIORITY_WORDS[priority])),
		patient === null ? null : chip('patient', CAPTURE_WORDS.patientChip(patient), CAPTURE_WORDS.patient(patient)),
		...spans('label').map((span) => {
			const name = labelIn(span, captured.labels);
			return chip('label', name, CAPTURE_WORDS.labelChip(name), { spans: [span] });
		})
	];
	return chips.filter((one) => one !== null);
}

function dueChip(
	chip: (kind: SpanKind, words: string, said: string, more: Partial<Chip>) => Chip,
	due: Due,
	warnings: readonly CaptureWarning[],
	clock: WallClock
): Chip {
	const words = dueWords(due, clock);
	const note = dueNote(due, warnings);
	const late = warnings.some(({ code }) => code === 'already-passed');
	return chip('due', words, CAPTURE_WORDS.due(note ? `${words} ${note}` : words), { note, late });
}

function dueNote(due: Due, warnings: readonly CaptureWarning[]): string | null {
	for (const { code } of warnings) {
		if (code === 'moved-to-tomorrow') return CAPTURE_WORDS.passed(hasTime(due) ? timeOf(due) : '');
		if (code === 'moved-to-next-year') return CAPTURE_WORDS.nextYear;
		if (code === 'already-passed') return CAPTURE_WORDS.late;
	}
	return null;
}

/** The label that a mark means: it may be written shorter, and with other signs between its words. */
function labelIn({ text }: Span, labels: readonly string[]): string {
	const plain = (name: string) => fold(name).replace(/[\s_,;#()-]+/g, '');
	return labels.find((label) => plain(label).startsWith(plain(text))) ?? text;
}

/** The line with other words where these stood; at its end when they stood nowhere. */
export function rewritten(line: string, spans: readonly Span[], words: string): string {
	const [first] = spans;
	const parts: string[] = [];
	let at = 0;
	for (const span of spans) {
		parts.push(line.slice(at, span.from), ...(span === first ? [words] : []));
		at = span.to;
	}
	parts.push(line.slice(at), ...(first ? [] : [words]));
	return parts
		.map((part) => part.trim())
		.filter(Boolean)
		.join(' ');
}

/** A due time in words that a line is understood by. */
export function dueMark(due: Due, clock: WallClock): string {
	const today = dayOf(clock);
	const near = { [today]: 'today', [addDays(today, 1)]: 'tomorrow' };
	const day = near[dayOf(due)] ?? `due ${dayOf(due)}`;
	return hasTime(due) ? `${day} ${timeOf(due)}` : day;
}

export const ownerMark = (person: Named, people: readonly Named[]): string => `@${shortName(person, people)}`;
