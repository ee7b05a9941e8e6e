import * as v from 'valibot';
import { ROLES } from '#domain/access/can.ts';
import { DEPARTMENTS } from '#domain/board/departments.ts';
import { isTimeZone } from '#domain/time.ts';
import { say, type Sentence } from '../../http/say.ts';

/** Letters of any language, but nothing that could turn a line of text around or break it in two. */
const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u;

const EMAIL = /^[^\s@<>"(),:;\\[\]\p{Cc}]+@[^\s@<>"(),:;\\[\]\p{Cc}]+\.[^\s@<>"(),:;\\[\]\p{Cc}.]{2,}$/u;

const LONGEST_EMAIL = 254;
const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 256;

/** A field that is not there is an empty one, so that both are told in the field's own words. */
function textField(wrong: Sentence) {
	return v.optional(v.string(wrong), '');
}

function lineOf(missing: Sentence, longest: number) {
	return v.pipe(
		textField(missing),
		v.trim(),
		v.nonEmpty(missing),
		v.maxLength(longest, say('atMostCharacters', longest)),
		v.regex(ONE_LINE, say('oneLine'))
	);
}

export const practiceName = lineOf(say('practiceName'), 120);
export const personName = lineOf(say('personName'), 80);

export const timeZone = v.pipe(
	textField(say('timeZone')),
	v.nonEmpty(say('timeZone')),
	v.check(isTimeZone, say('timeZoneListed'))
);

/** As people type it: space around it and capitals do not matter. */
export const typedEmail = v.pipe(
	textField(say('email')),
	v.trim(),
	v.toLowerCase(),
	v.maxLength(LONGEST_EMAIL, say('emailShort', LONGEST_EMAIL))
);

export const email = v.pipe(typedEmail, v.nonEmpty(say('email')), v.regex(EMAIL, say('emailWhole')));

/** Long rather than odd: rules about digits and signs make people choose worse ones. */
export const newPassword = v.pipe(
	textField(say('newPassword')),
	v.nonEmpty(say('newPassword')),
	v.minLength(SHORTEST_PASSWORD, say('passwordLong', SHORTEST_PASSWORD)),
	v.maxLength(LONGEST_PASSWORD, say('atMostCharacters', LONGEST_PASSWORD))
);

export const typedPassword = textField(say('password'));

/** Of an authenticator app, or a recovery code. */
export const typedCode = v.pipe(
	textField(say('code')),
	v.trim(),
	v.nonEmpty(say('code')),
	v.maxLength(60, say('codeShort'))
);

export const passkeyName = lineOf(say('passkeyName'), 60);

export const role = v.pipe(textField(say('role')), v.picklist(ROLES, say('role')));

export const yesOrNo = v.boolean(say('yesOrNo'));

/** Whether somebody reads the record, beside what their role allows. */
export const privacyOfficer = v.optional(yesOrNo, false);

export function reasonLine(least: number, most: number, missing: Sentence) {
	return v.pipe(lineOf(missing, most), v.minLength(least, missing));
}

export const departments = v.pipe(
	v.optional(v.array(v.picklist(DEPARTMENTS, say('departmentsListed')), say('departments')), []),
	v.maxLength(DEPARTMENTS.length, say('departmentsOnce'))
);

export const someDepartments = v.pipe(departments, v.nonEmpty(say('someDepartment')));

export const token = v.pipe(textField(say('linkWhole')), v.maxLength(200, say('linkWhole')));
