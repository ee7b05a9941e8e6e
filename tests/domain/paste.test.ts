import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_ROWS, parsePaste, type PasteRow } from '#domain/capture/paste.ts';
import { tableOf } from '#domain/capture/table.ts';
import type { PersonId, WallClock } from '#domain/ids.ts';

const people = [
	{ id: 'jamie' as PersonId, name: 'Jamie Reyes' },
	{ id: 'ana' as PersonId, name: 'Ana Petrova' },
	{ id: 'ana2' as PersonId, name: 'Ana Silva' }
];
const context = { people, clock: '2026-03-04T10:20' as WallClock };
const paste = (...rows: string[]) => parsePaste(rows.join('\n'), context);
const short = ({ card, problems }: PasteRow) => {
	const { title, owner, due, category, priority, patient, labels, description } = card;
	const found = problems.map((problem) => ('text' in problem ? `${problem.code} ${problem.text}` : problem.code));
	return [title, owner, due, category, priority, patient, labels.join('+'), description, ...found]
		.map((one) => one || '-')
		.join(' | ');
};

describe('pasted text', () => {
	test('[Q7] each line is a captured line; bullets and empty lines go', () => {
		const { kind, rows } = paste(
			'- verify Smith @jamie noon #billing',
			'',
			' 2. fax POC @ana fri\r',
			'[ ] call Jane Doe',
			'•  @jamie'
		);
		expect(kind).toBe('lines');
		expect(rows.map(short)).toEqual([
			'verify Smith | jamie | 2026-03-04T12:00 | billing | - | - | - | -',
			'fax POC @ana | - | 2026-03-06 | - | - | - | - | - | which-person @ana',
			'call Jane Doe | - | - | - | - | - | - | - | looks-like-patient Jane Doe',
			'- | jamie | - | - | - | - | - | - | no-title'
		]);
		expect(rows.map(({ line, unusable }) => [line, unusable])).toEqual([
			[1, false],
			[3, false],
			[4, false],
			[5, true]
		]);
	});

	test('[Q7] a spreadsheet with names above its columns', () => {
		const { columns, rows } = paste(
			'Task\tAssigned To\tDue Date\tTime\tCategory\tPriority\tPt\tTags\tNotes\tClaim',
			'Verify insurance\tJamie Reyes\t3/6/2026\t3:00 PM\tBilling\tHigh\tJ.M.\trecheck, appeal\t"two ""cards""\nasked"\t4821',
			'Appeal\tAna\tsoon\t\tLegal\tnow\t\t\t\t',
			'Late one\tana s\t2/27/2026\t\tFollow-up\tstat\t\t\t\t',
			'\t@jamie\t14-Mar\t\tadmin\t\t\t\tx\t'
		);
		expect(columns).toEqual([
			...['title', 'owner', 'due', 'time', 'category', 'priority', 'patient', 'labels', 'description', 'other']
		]);
		expect(rows.map(short)).toEqual([
			'Verify insurance | jamie | 2026-03-06T15:00 | billing | urgent | J.M. | recheck+appeal | two "cards"\nasked\nClaim: 4821',
			'Appeal | - | - | - | - | - | - | Ana\nsoon\nLegal\nnow | which-person Ana | unknown-due soon | unknown-category Legal | unknown-priority now',
			'Late one | ana2 | 2026-02-27 | follow-up | stat | - | - | - | already-passed',
			'- | jamie | 2026-03-14 | administrative | - | - | - | x | no-title'
		]);
		expect(rows.map(({ line }) => line)).toEqual([2, 4, 5, 6]);
	});

	test('[Q7] a spreadsheet without names is read by what stands in it', () => {
		const { columns, rows } = paste(
			'2026-03-06 00:00:00\tVerify\tjamie\tx',
			'tomorrow noon\tFax\tAna Petrova\t',
			'\tCall\t\ty'
		);
		expect(columns).toEqual(['due', 'title', 'owner', 'other']);
		expect(rows.map(short)).toEqual([
			'Verify | jamie | 2026-03-06 | - | - | - | - | x',
			'Fax | ana | 2026-03-05T12:00 | - | - | - | - | -',
			'Call | - | - | - | - | - | - | y'
		]);
		expect(paste('Who\tNotes', 'jamie\tcall').columns).toEqual(
			['owner', 'description'].map((use, i) => (i === 0 ? 'title' : use))
		);
	});

	test('[Q7] more rows than a person can look through are counted, not read', () => {
		const lines = Array.from({ length: MOST_ROWS + 7 }, (_, i) => `card ${i}`);
		expect(paste(...lines)).toMatchObject({ left: 7 });
		expect(paste(...lines.map((line) => `${line}\tx`)).rows).toHaveLength(MOST_ROWS);
	});

	test('[Q7] no cell of a row is lost', () => {
		const cell = fc.constantFrom(
			'',
			'verify',
			'jamie',
			'Ana',
			'3/6',
			'soon',
			'billing',
			'legal',
			'stat',
			'4821',
			'a b',
			'J.M.'
		);
		const row = fc.array(cell, { minLength: 2, maxLength: 8 });
		const header = fc.array(fc.constantFrom('Task', 'Owner', 'Due', 'Category', 'Priority', 'Claim', 'Notes', ''), {
			minLength: 2,
			maxLength: 6
		});
		fc.assert(
			fc.property(fc.option(header), fc.array(row, { minLength: 1, maxLength: 5 }), (names, cells) => {
				const text = [...(names ? [names] : []), ...cells].map((one) => one.join('\t')).join('\n');
				const { columns, rows } = parsePaste(text, context);
				const body = tableOf(text).slice(-rows.length || text.length);
				for (const [i, { card }] of rows.entries()) {
					const shown = JSON.stringify(card);
					for (const [n, value] of body[i]!.cells.entries()) {
						const understood = ['owner', 'due', 'category', 'priority'].includes(columns[n] ?? 'other');
						if (value !== '' && !understood) expect(shown).toContain(value);
						if (value === 'soon' || value === 'legal') expect(shown).toContain(value);
					}
				}
			}),
			{ numRuns: 300 }
		);
		fc.assert(fc.property(fc.string(), fc.string(), (a, b) => void parsePaste(`${a}\t${b}`, context)));
	});
});
