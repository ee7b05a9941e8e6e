import * as v from 'valibot';
import { RECORD_GROUPS, type RecordChoice } from '#domain/activity/events.ts';
import { isId, type CardId, type Instant, type PersonId } from '#domain/ids.ts';
import { say, type Sentence } from '../../http/say.ts';

const LONGEST_PATIENT = 200;
const NO_MOMENT = say('recordMoment');
const NO_PATIENT = say('recordPatient');

const instant = v.pipe(v.number(NO_MOMENT), v.integer(NO_MOMENT), v.minValue(0, NO_MOMENT));
const id = (sentence: Sentence) =>
	v.pipe(
		v.string(sentence),
		v.check((text) => isId(text), sentence)
	);

/** Which lines somebody wants to see. In a body, since a patient's reference in an address would lie in logs. */
export const CHOICE = v.pipe(
	v.object({
		person: v.optional(id(say('recordPerson'))),
		card: v.optional(id(say('recordCard'))),
		patient: v.optional(
			v.pipe(
				v.string(NO_PATIENT),
				v.trim(),
				v.nonEmpty(NO_PATIENT),
				v.maxLength(LONGEST_PATIENT, say('atMostCharacters', LONGEST_PATIENT))
			)
		),
		kind: v.optional(v.picklist(RECORD_GROUPS, say('recordKind', RECORD_GROUPS.join(', ')))),
		from: v.optional(instant),
		until: v.optional(instant)
	}),
	v.transform(
		(chosen) => chosen as RecordChoice & { person?: PersonId; card?: CardId; from?: Instant; until?: Instant }
	)
);

/** A page of them: those below a number. */
export const PAGE_BELOW = v.object({ before: v.optional(instant) });
