import * as v from 'valibot';
import { RECORD_GROUPS, type RecordChoice } from '#domain/activity/events.ts';
import { isId, type CardId, type Instant, type PersonId } from '#domain/ids.ts';
import { wrongField } from '../../http/body.ts';

const NO_MOMENT = 'Give a moment in milliseconds since 1970.';
const NOBODY = 'Choose a person from the list.';
const instant = v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, NO_MOMENT), v.transform(Number)));
const id = (sentence: string) =>
	v.optional(
		v.pipe(
			v.string(),
			v.check((text) => isId(text), sentence)
		)
	);

const CHOICE = v.object({
	person: id(NOBODY),
	card: id('This is no card’s id.'),
	patient: v.optional(
		v.pipe(v.string(), v.trim(), v.nonEmpty('Enter a patient reference.'), v.maxLength(200, 'This is too long.'))
	),
	kind: v.optional(v.picklist(RECORD_GROUPS, `Choose one of ${RECORD_GROUPS.join(', ')}.`)),
	from: instant,
	until: instant,
	before: instant
});

/** What a request wants to see of the record. @throws {Problem} 422 naming the first wrong field. */
export function choiceOf(query: Record<string, string>): { choice: RecordChoice; before: number | null } {
	const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
	const parsed = v.safeParse(CHOICE, given, { abortPipeEarly: true });
	if (!parsed.success) {
		const [issue] = parsed.issues;
		throw wrongField(v.getDotPath(issue) ?? '', issue.message);
	}
	const { before, ...rest } = parsed.output;
	const { person, card, patient, kind, from, until } = rest;
	const choice: RecordChoice = {
		...(person && { person: person as PersonId }),
		...(card && { card: card as CardId }),
		...(patient && { patient }),
		...(kind && { kind }),
		...(from !== undefined && { from: from as Instant }),
		...(until !== undefined && { until: until as Instant })
	};
	return { choice, before: before ?? null };
}
