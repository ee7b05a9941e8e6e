import type { Due } from '../ids.ts';
import { dayOf, isOverdue } from '../time.ts';
import type { CaptureContext } from './captured.ts';
import { momentAt } from './moments.ts';
import { wordsOf } from './words.ts';

export interface DueCell {
	readonly due: Due;
	readonly warning: 'already-passed' | 'moved-to-next-year' | null;
}

/**
 * A due time that is all that a cell says; null when it says something else. Unlike in a captured line, a day with
 * its year may have passed: a spreadsheet holds what is late as well.
 */
export function dueCell(
	text: string,
	{ clock, endOfDay = '17:00' }: Pick<CaptureContext, 'clock' | 'endOfDay'>
): DueCell | null {
	const words = wordsOf(text).map(({ folded }) => folded);
	// A spreadsheet writes midnight behind a day that has no time.
	const timeless =
		words.length > 1 && /^(?:0?0|12):00(?::00)?(?:am)?$/.test(words.slice(1).join('')) ? words.slice(0, 1) : words;
	const plain = timeless.map((word) => word.replace(/^(\d{1,2}:\d\d):\d\d/, '$1'));
	const moment = momentAt(plain, 0, { clock, endOfDay, past: true });
	if (!moment || moment.words !== plain.length) return null;
	const day = moment.day ?? dayOf(clock);
	const due = (moment.time === null ? day : `${day}T${moment.time}`) as Due;
	if (moment.nextYear) return { due, warning: 'moved-to-next-year' };
	return { due, warning: isOverdue(due, clock) ? 'already-passed' : null };
}
