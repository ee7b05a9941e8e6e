import * as v from 'valibot';
import { ROLES } from '#domain/access/can.ts';
import { DEPARTMENTS } from '#domain/board/departments.ts';
import { isTimeZone } from '#domain/time.ts';

/** Letters of any language, but nothing that could turn a line of text around or break it in two. */
const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u;

const EMAIL = /^[^\s@<>"(),:;\\[\]\p{Cc}]+@[^\s@<>"(),:;\\[\]\p{Cc}]+\.[^\s@<>"(),:;\\[\]\p{Cc}.]{2,}$/u;

/** A field that is not there is an empty one, so that both are told in the field's own words. */
function textField(wrong: string) {
	return v.optional(v.string(wrong), '');
}

function lineOf(missing: string, longest: number) {
	return v.pipe(
		textField(missing),
		v.trim(),
		v.nonEmpty(missing),
		v.maxLength(longest, `Use at most ${longest} characters.`),
		v.regex(ONE_LINE, 'Use plain characters on one line.')
	);
}

export const practiceName = lineOf('Enter the name of your practice.', 120);
export const personName = lineOf('Enter the person’s name.', 80);

export const timeZone = v.pipe(
	textField('Choose the practice’s time zone.'),
	v.nonEmpty('Choose the practice’s time zone.'),
	v.check(isTimeZone, 'Choose a time zone from the list, such as America/Chicago.')
);

/** As people type it: space around it and capitals do not matter. */
export const typedEmail = v.pipe(
	textField('Enter an e-mail address.'),
	v.trim(),
	v.toLowerCase(),
	v.maxLength(254, 'Use an e-mail address of at most 254 characters.')
);

export const email = v.pipe(
	typedEmail,
	v.nonEmpty('Enter an e-mail address.'),
	v.regex(EMAIL, 'Enter a whole e-mail address, such as maria@practice.com.')
);

/** Long rather than odd: rules about digits and signs make people choose worse ones. */
export const newPassword = v.pipe(
	textField('Choose a password.'),
	v.nonEmpty('Choose a password.'),
	v.minLength(12, 'Use at least 12 characters; a few words in a row are good.'),
	v.maxLength(256, 'Use at most 256 characters.')
);

export const typedPassword = textField('Enter your password.');

/** Of an authenticator app, or a recovery code. */
export const typedCode = v.pipe(
	textField('Enter the code.'),
	v.trim(),
	v.nonEmpty('Enter the code.'),
	v.maxLength(60, 'This is longer than a code.')
);

export const passkeyName = lineOf('Give this passkey a name, such as “My phone”.', 60);

export const role = v.pipe(
	textField('Choose a role from the list.'),
	v.picklist(ROLES, 'Choose a role from the list.')
);

export const yesOrNo = v.boolean('Say yes or no.');

/** Whether somebody reads the record, beside what their role allows. */
export const privacyOfficer = v.optional(yesOrNo, false);

export function reasonLine(least: number, most: number, missing: string) {
	return v.pipe(lineOf(missing, most), v.minLength(least, missing));
}

export const departments = v.pipe(
	v.optional(v.array(v.picklist(DEPARTMENTS, 'Choose departments from the list.'), 'Choose the departments.'), []),
	v.maxLength(DEPARTMENTS.length, 'Name each department once.')
);

export const someDepartments = v.pipe(departments, v.nonEmpty('Choose at least one department.'));

export const token = v.pipe(textField('The link is not complete.'), v.maxLength(200, 'The link is not complete.'));
