import type { Meeting, MetOver } from '#domain/activity/meetings.ts';
import type { Due, PersonId, WallClock } from '#domain/ids.ts';
import { isDue } from '#domain/time.ts';
import { locale, t } from '$lib/messages/messages.ts';
import { dateWords } from './time-words.ts';
import { CATEGORY_WORDS, PRIORITY_WORDS } from './words.ts';

interface Context {
	readonly me: PersonId;
	readonly nameOf: (person: PersonId) => string;
	readonly clock: WallClock;
}

type Field = Extract<MetOver, { kind: 'field' }>;

const words = t.meetings;

/** What is said to one of the two, from where they stand. */
export function meetingWords({ title, late, others, over }: Meeting, context: Context): string {
	const mine = late === context.me;
	const who = mine ? new Intl.ListFormat(locale).format(others.map(context.nameOf)) : context.nameOf(late);
	const side = mine ? 'mine' : 'theirs';
	switch (over.kind) {
		case 'text':
			return words.text[over.field][side](who, title);
		case 'was-put-away':
			return words.wasPutAway[side](who, title);
		case 'put-away':
			return words.putAway[side](who, title);
		case 'left':
			return words.left(who, title, over.to.title ?? words.another);
		case 'field': {
			const say = over.holder === context.me ? words.mineHolds : words.theirsHolds;
			const [holds, lost] = [over.holds, over.lost].map((value) => valueWords(over, value, context)) as [
				string,
				string
			];
			return say(words.field[over.field], title, holds, who, lost);
		}
	}
}

function valueWords({ field }: Field, value: string | null | undefined, { nameOf, clock }: Context): string {
	if (value === undefined) return words.other;
	if (value === null || value === '') return words.nothing;
	switch (field) {
		case 'owner':
			return nameOf(value as PersonId);
		case 'due':
			return isDue(value) ? dateWords(value as Due, clock) : value;
		case 'category':
			return CATEGORY_WORDS[value as keyof typeof CATEGORY_WORDS] ?? value;
		case 'priority':
			return PRIORITY_WORDS[value as keyof typeof PRIORITY_WORDS] ?? value;
		default:
			return `“${value}”`;
	}
}
