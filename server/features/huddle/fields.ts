import * as v from 'valibot';
import { isDepartment } from '#domain/board/departments.ts';
import { MOST_MINUTES, RHYTHMS, STEPS, type Audience } from '#domain/huddle/plan.ts';
import { isId, type BoardId, type PersonId } from '#domain/ids.ts';
import { say, type Sentence } from '../../http/say.ts';

const WHOSE = say('huddleWhose');
const WHICH = say('huddleBoards');
const WHEN = say('huddleTime');
const DAY = say('huddleDay');
const LONG = say('huddleLength', MOST_MINUTES);
const WHO = say('huddleLeaders');

const ids = (sentence: Sentence, least: number) =>
	v.pipe(
		v.array(
			v.pipe(
				v.string(sentence),
				v.check((text: string) => isId(text), sentence)
			),
			sentence
		),
		v.minLength(least, sentence),
		v.maxLength(100, sentence)
	);

const some = v.pipe(v.number(LONG), v.integer(LONG), v.minValue(0, LONG), v.maxValue(3_600, LONG));
const seconds = v.pipe(
	v.object({ wins: some, 'look-back': some, walk: some, help: some, problems: some, close: some }, LONG),
	v.check((given) => given.walk > 0, LONG),
	v.check((given) => {
		const sum = STEPS.reduce((total, step) => total + given[step], 0);
		return sum >= 60 && sum <= MOST_MINUTES * 60;
	}, LONG)
);

/** A plan as a manager sends it. */
export const PLAN = v.object({
	department: v.custom<Audience>((value) => value === 'practice' || isDepartment(value), WHOSE),
	rhythm: v.picklist(RHYTHMS, say('huddleRhythm')),
	boards: v.pipe(
		ids(WHICH, 1),
		v.transform((list) => [...new Set(list)] as BoardId[])
	),
	weekday: v.pipe(v.number(DAY), v.integer(DAY), v.minValue(0, DAY), v.maxValue(6, DAY)),
	time: v.pipe(v.string(WHEN), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, WHEN)),
	seconds,
	leaders: v.pipe(
		ids(WHO, 0),
		v.transform((list) => [...new Set(list)] as PersonId[])
	)
});

export const START = v.object({
	plan: v.pipe(
		v.string(say('huddle')),
		v.check((text: string) => isId(text), say('huddle'))
	)
});

export const WHICH_BOARDS = WHICH;
export const WHO_LEADS = WHO;
