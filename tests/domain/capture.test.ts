import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mentionsIn } from '#domain/board/mentions.ts';
import { CATEGORIES, PRIORITIES, LIMITS } from '#domain/board/schema.ts';
import { parseCapture } from '#domain/capture/capture.ts';
import type { Captured, CaptureContext, Ignored } from '#domain/capture/captured.ts';
import { completions } from '#domain/capture/completions.ts';
import { formatCapture } from '#domain/capture/format.ts';
import { addDays } from '#domain/time.ts';
import type { Day, Due, PersonId, WallClock } from '#domain/ids.ts';
import { PHRASES } from './capture-phrases.ts';

const NAMES = [
	...['Maria Santos', 'Jamie Reyes', 'Ana Petrova', 'Lee Nakamura', 'Dana Kowalski', 'Keisha Brown', 'Priya Raman'],
	...['Sam Ortiz', 'Grace Holm', 'Victor Osei', 'Ruth Abelson', 'Helen Park']
];
const named = (name: string) => ({ id: name.split(' ')[0]!.toLowerCase() as PersonId, name });
const PEOPLE = [...NAMES.map(named), { id: 'ana2' as PersonId, name: 'Ana Silva' }];
const CONTEXT: CaptureContext = {
	people: PEOPLE,
	me: 'maria' as PersonId,
	clock: '2026-03-04T10:20' as WallClock,
	labels: ['Recheck', 'New patient']
};

const read = (line: string, ignored?: readonly Ignored[], more: Partial<CaptureContext> = {}) =>
	parseCapture(line, { ...CONTEXT, ...more }, ignored);
const fields = ({ owner, due, category, priority, patient, labels }: Captured) =>
	[owner, due, category, priority, patient, labels.join('+')].map((value) => value || '-').join(' ');
const codes = ({ warnings }: Captured) => warnings.map(({ code }) => code).join(' ');

/** The letters of a line, without its blanks. */
const letters = (text: string) => text.replace(/\s+/g, '');

/** The letters that were not understood. */
function rest(line: string, { spans }: Captured): string {
	const ends = [0, ...spans.map(({ to }) => to)];
	return letters(ends.map((end, i) => line.slice(end, spans[i]?.from ?? line.length)).join(''));
}

const TITLE_WORDS =
	'verify fax call re-verify POC J.M. Smith’s plan, auth (POC) Dr. Okafor copay? no-show 97110 $40 4% due for until';
const title = fc
	.array(fc.constantFrom(...TITLE_WORDS.split(' ')), { minLength: 1, maxLength: 6 })
	.map((words) => words.join(' ').replace(/,$/, ''));
const due = fc
	.tuple(
		fc.integer({ min: 0, max: 1_500 }),
		fc.option(fc.constantFrom('00:00', '03:30', '07:45', '12:00', '15:30', '23:59'))
	)
	.map(([days, time]) => {
		const day = addDays('2026-03-05' as Day, days);
		return (time === null ? day : `${day}T${time}`) as Due;
	});
const card = fc.record({
	title,
	owner: fc.option(fc.constantFrom(...PEOPLE.map(({ id }) => id))),
	due: fc.option(due),
	category: fc.option(fc.constantFrom(...CATEGORIES)),
	priority: fc.option(fc.constantFrom(...PRIORITIES)),
	patient: fc.option(fc.constantFrom('J.M.', 'J.M. 4821', 'JM-4821', 'ab', 'O. B.', 'tomorrow noon')),
	labels: fc.uniqueArray(fc.constantFrom('Recheck', 'New patient'))
});

/** Marks, days, words and stops in any order: what a line may be while somebody types. */
const scrap = fc.constantFrom(
	...PHRASES.flatMap(([line]) => line.split(' ')),
	...[
		'(',
		')',
		',',
		'"',
		'pt:"a',
		'pt:',
		'@',
		'#',
		'!',
		'…',
		'İ',
		'é',
		'👍🏽',
		'.',
		'  ',
		'\t',
		'in',
		'2',
		'days',
		'next'
	]
);
const scraps = fc.array(fc.tuple(scrap, fc.constantFrom(' ', ' ', ' ', '', ', ')), { maxLength: 14 });
const anyLine = fc.oneof(
	scraps.map((pieces) => pieces.flat().join('')),
	fc.string({ unit: 'grapheme', maxLength: 40 })
);

describe('a captured line', () => {
	test.each(PHRASES)('[Q1] %s', (line, left, meaning, warnings) => {
		const captured = read(line);
		expect([captured.title, fields(captured), codes(captured)]).toEqual([left, meaning, warnings]);
	});

	test('[Q1] there are a hundred lines, and each once', () => {
		expect(new Set(PHRASES.map(([line]) => line)).size).toBe(PHRASES.length);
		expect(PHRASES.length).toBeGreaterThanOrEqual(100);
	});

	test('[Q2] loses no letter, whatever is typed', () => {
		fc.assert(
			fc.property(anyLine, (line) => {
				const captured = read(line);
				expect(letters(captured.title)).toBe(rest(line, captured));
				for (const { from, to, text } of captured.spans) expect(line.slice(from, to)).toBe(text);
				for (const [i, { to }] of captured.spans.entries()) {
					expect(to).toBeLessThanOrEqual(captured.spans[i + 1]?.from ?? line.length);
				}
			}),
			{ numRuns: 2_000 }
		);
	});

	test('[Q3] what a line means can be written again and means the same', () => {
		fc.assert(
			fc.property(card, (one) => {
				const line = formatCapture(one, CONTEXT);
				const { spans: _, warnings: __, ...again } = read(line);
				expect({ ...again, labels: [...again.labels].sort() }, line).toEqual({
					...one,
					labels: [...one.labels].sort()
				});
			}),
			{ numRuns: 1_000 }
		);
	});

	test('[Q3] what is left as a title means nothing more', () => {
		for (const [line, left, , warnings] of PHRASES) {
			if (warnings.includes('only-one')) continue;
			const again = read(left);
			expect([again.title, fields(again)], line).toEqual([left, '- - - - - -']);
		}
		fc.assert(fc.property(title, (words) => void expect(read(words)).toMatchObject({ title: words, spans: [] })));
	});

	test('[Q4] gives back what the person does not mean', () => {
		const line = 'Friday report for Dr. Lee @jamie fri 3p #billing #recheck';
		expect(read(line)).toMatchObject({
			title: 'report for Dr. Lee'.replace('', 'Friday ').trim(),
			due: '2026-03-06T15:00'
		});
		const noPerson = read(line, ['owner', { kind: 'label', text: '#Recheck' }]);
		expect(noPerson).toMatchObject({
			title: 'Friday report for Dr. Lee @jamie #recheck',
			owner: null,
			category: 'billing'
		});
		const typing = read(`${line} today`, [{ kind: 'due', text: 'fri 3p' }]);
		expect(typing).toMatchObject({ title: 'Friday report for Dr. Lee fri 3p', due: '2026-03-04' });
	});

	test('[Q4] whatever was understood can be taken back, and then stands in the title', () => {
		fc.assert(
			fc.property(anyLine, (line) => {
				const { spans } = read(line);
				const ignored = spans.map(({ kind, text }) => ({ kind, text }));
				const kinds = [...new Set(spans.map(({ kind }) => kind))];
				for (const back of [ignored, kinds]) {
					const again = read(line, back);
					for (const { kind, from, to } of spans) {
						const still = again.spans.some((one) => one.kind === kind && one.from === from && one.to === to);
						expect(still).toBe(false);
					}
					expect(letters(again.title)).toBe(rest(line, again));
				}
			}),
			{ numRuns: 500 }
		);
	});

	test('[Q6] what has passed moves on, and says so', () => {
		const late = { clock: '2026-12-31T18:00' as WallClock };
		expect(read('call eod', [], late)).toMatchObject({
			due: '2027-01-01T17:00',
			warnings: [{ code: 'moved-to-tomorrow' }]
		});
		expect(read('call eod', [], { ...late, endOfDay: '18:30' })).toMatchObject({
			due: '2026-12-31T18:30',
			warnings: []
		});
		expect(read('call 12/30', [], late)).toMatchObject({
			due: '2027-12-30',
			warnings: [{ code: 'moved-to-next-year' }]
		});
		expect(read('call 12/31', [], late)).toMatchObject({ due: '2026-12-31', warnings: [] });
		expect(read('call in 8 hours', [], late).due).toBe('2027-01-01T02:00');
		expect(read('call today 5p', [], late)).toMatchObject({
			due: '2026-12-31T17:00',
			warnings: [{ code: 'already-passed' }]
		});
	});

	test('[Q1] a title or a patient reference that is too long is said to be, not cut', () => {
		const long = 'x'.repeat(LIMITS.title + 1);
		expect(read(`${long} today`)).toMatchObject({ title: long, warnings: [{ code: 'too-long', field: 'title' }] });
	});
});

describe('people in a line', () => {
	const typed = (line: string) => completions(line.replace('|', ''), line.indexOf('|'), PEOPLE, CONTEXT.labels);
	const offered = (line: string) => typed(line)?.options.map(({ insert }) => insert) ?? [];

	test('[Q5] a name that several answer to is nobody’s, and says whose it may be', () => {
		expect(read('call @ana').warnings).toEqual([
			{ code: 'which-person', from: 5, to: 9, text: '@ana', candidates: ['ana', 'ana2'] }
		]);
		expect(read('call @ana pe').owner).toBe('ana');
		expect(read('call @ANA.SILVA now').owner).toBe('ana2');
		expect(read('call @ap, please').owner).toBe('ana');
	});

	test('[Q5] names are completed, from any of them or from initials', () => {
		expect(offered('verify @ja| now')).toEqual(['@Jamie']);
		expect(typed('verify @ja| now')).toMatchObject({ kind: 'owner', from: 7, to: 10 });
		expect(offered('verify @ana|')).toEqual(['@Ana Petrova', '@Ana Silva']);
		expect(offered('verify @ana |')).toEqual(['@Ana Petrova', '@Ana Silva']);
		expect(offered('verify @ana s|')).toEqual(['@Ana Silva']);
		expect(offered('verify @kb|')).toEqual(['@Keisha']);
		expect(offered('verify @|')).toHaveLength(8);
		expect(offered('verify #b|')).toEqual(['#billing']);
		expect(offered('verify #new|')).toEqual(['#new-patient']);
		expect(offered('verify !|')).toEqual(['!urgent', '!asap', '!stat']);
		for (const none of ['verify |', 'verify @jamie |', 'mail a@ja|', '@zz|', 'verify! |', '@jamie call b|']) {
			expect(offered(none), none).toEqual([]);
		}
	});

	test('[Q5] what a completion writes means that person', () => {
		for (const { id } of PEOPLE) {
			for (const query of ['', 'a', 'an', 'ana']) {
				const option = typed(`x @${query}|`)?.options.find(({ person }) => person === id);
				if (option) expect(read(`x ${option.insert} tomorrow`).owner).toBe(id);
			}
		}
	});

	test('[B26] a comment names whoever it can mean', () => {
		const who = (text: string) =>
			mentionsIn(text, PEOPLE).map(({ person, from, to }) => `${person} ${text.slice(from, to)}`);
		expect(who('@jamie can you ask @Ana Silva? cc @lee.nakamura')).toEqual([
			'jamie @jamie',
			'ana2 @Ana Silva',
			'lee @lee.nakamura'
		]);
		expect(who('@ana or @nobody, @jam, mail x@jamie.test')).toEqual([]);
		expect(who('(@KB, @Sam) thanks @dana’s')).toEqual(['keisha @KB', 'sam @Sam']);
	});
});
