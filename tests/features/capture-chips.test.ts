import { describe, expect, test } from 'vitest';
import { parseCapture } from '#domain/capture/capture.ts';
import type { CaptureContext, SpanKind } from '#domain/capture/captured.ts';
import type { Due, PersonId, WallClock } from '#domain/ids.ts';
import { cardsIn } from '#domain/board/queries.ts';
import { newCardId } from '$lib/client/new-ids.ts';
import { addCaptured } from '$lib/features/boards/capture/adding.ts';
import { chipsOf, dueMark, ownerMark, rewritten } from '$lib/features/boards/capture/chips.ts';
import { ANA, at, BEN, frontDesk, INBOX, TODO } from '../domain/board.ts';

const CLOCK = '2026-03-09T10:30' as WallClock; // a Monday
const people = [
	{ id: ANA, name: 'Ana Petrova' },
	{ id: BEN, name: 'Ben Ito' },
	{ id: 'p-anabel' as PersonId, name: 'Ana Brown' }
];
const context: CaptureContext = { people, clock: CLOCK, labels: ['New patient'] };
const nameOf = (id: PersonId) => people.find((person) => person.id === id)!.name;
const read = (line: string) => parseCapture(line, context);
const chips = (line: string) => chipsOf(read(line), { clock: CLOCK, nameOf });

describe('what was understood is shown in words', () => {
	test('[Q1] owner, due, category, priority, patient and labels, always in this order', () => {
		const line = 'verify Smith #new-patient pt:J.M. !urgent #billing tomorrow noon @ben';
		expect(chips(line).map(({ kind, words }) => `${kind}: ${words}`)).toEqual([
			'owner: Ben Ito',
			'due: tomorrow 12:00',
			'category: Billing',
			'priority: Urgent',
			'patient: Patient J.M.',
			'label: New patient'
		]);
	});

	test('[Q6] a time that has passed says why it is tomorrow', () => {
		expect(chips('call 9:00')[0]).toMatchObject({
			words: 'tomorrow 09:00',
			note: 'since 09:00 has passed',
			late: false
		});
		expect(chips('call today 9:00')[0]).toMatchObject({ words: 'today 09:00', note: 'already passed', late: true });
	});

	test('[Q4] the words of a chip go back into the title, a day and a time that stand apart both', () => {
		const [chip] = chips('tomorrow call Smith 3p');
		const ignored = chip!.spans.map(({ kind, text }) => ({ kind, text }));
		expect(parseCapture('tomorrow call Smith 3p', context, ignored)).toMatchObject({
			title: 'tomorrow call Smith 3p',
			due: null
		});
	});
});

test('[Q9] what is chosen for a chip is written as words that mean it, and nothing else changes', () => {
	const lines = ['call Smith', 'tomorrow call Smith 3p #billing', 'call Smith @ben, Friday noon !stat', '@ben call'];
	const dues = ['2026-03-09', '2026-03-09T17:00', '2026-03-10T12:00', '2026-03-12T08:05', '2027-01-02'] as Due[];
	for (const line of lines) {
		const before = read(line);
		const put = (kind: SpanKind, words: string) =>
			read(
				rewritten(
					line,
					before.spans.filter((span) => span.kind === kind),
					words
				)
			);
		for (const due of dues) {
			const after = put('due', dueMark(due, CLOCK));
			expect([after.due, after.owner, after.category, after.title], `${line} → ${due}`).toEqual([
				due,
				before.owner,
				before.category,
				before.title.replace(',', '')
			]);
		}
		for (const person of people) {
			const after = put('owner', ownerMark(person, people));
			expect([after.owner, after.due], `${line} → ${person.name}`).toEqual([person.id, before.due]);
		}
	}
});

test('[B4] a captured card comes with its labels in one step, and nothing comes of a refused one', () => {
	const doc = frontDesk();
	const adding = { doc, me: ANA, at: at(5), labels: ['New patient'] };
	let updates = 0;
	doc.on('update', () => (updates += 1));
	const card = { ...read('call Smith @ben tomorrow !asap'), labels: ['NEW PATIENT', 'Fax'] };
	expect(addCaptured(adding, card, { id: TODO }, newCardId()).ok).toBe(true);
	expect(updates).toBe(1);
	expect(cardsIn(doc, TODO)).toMatchObject([
		{ title: 'call Smith', owner: BEN, due: '2026-03-10', priority: 'asap', labels: ['Fax', 'New patient'] }
	]);
	expect(addCaptured(adding, read('call Smith tomorrow'), { id: TODO }, newCardId())).toMatchObject({
		refusal: { code: 'owner-required' }
	});
	expect(addCaptured(adding, read('call Smith tomorrow'), { id: INBOX }, newCardId()).ok).toBe(true);
	expect(updates).toBe(2);
});
