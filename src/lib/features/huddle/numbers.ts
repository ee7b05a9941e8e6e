import { t } from '$lib/messages/messages.ts';
import type { Numbers } from '#domain/huddle/agenda.ts';
import type { Instant } from '#domain/ids.ts';

const words = t.huddle.numbers;
const DAY_MS = 86_400_000;

export interface NumberLine {
	readonly name: string;
	readonly value: string;
	/** What it was last time; empty the first time. */
	readonly before: string;
}

/** The four numbers in words, those of last time beside them. */
export function numberLines(
	numbers: Numbers,
	before: Numbers | null,
	at: Instant,
	beforeAt: Instant | undefined
): NumberLine[] {
	const values = valuesOf(numbers, at);
	const earlier = before && beforeAt !== undefined ? valuesOf(before, beforeAt) : null;
	const names = [words.onTime, words.overdue, words.oldest, words.actions];
	return names.map((name, i) => ({
		name,
		value: values[i]!,
		before: earlier ? words.before(earlier[i]!) : ''
	}));
}

function valuesOf({ onTime, overdue, oldest, actions }: Numbers, at: Instant): string[] {
	return [
		onTime.of === 0 ? words.none : words.percent(Math.round((onTime.done / onTime.of) * 100)),
		String(overdue),
		oldest === null ? words.none : words.days(Math.max(0, Math.floor((at - oldest) / DAY_MS))),
		actions.of === 0 ? words.none : words.share(actions.done, actions.of)
	];
}
