import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	DUE_FILTERS,
	fromAddress,
	isFiltering,
	lanesByOwner,
	matcher,
	NO_FILTER,
	NOBODY,
	toAddress,
	type Filter,
	type OwnerFilter
} from '#domain/board/filter.ts';
import { allColumns, cardsByColumn } from '#domain/board/queries.ts';
import { CATEGORIES, type Card } from '#domain/board/schema.ts';
import type { ColumnId, Due } from '#domain/ids.ts';
import { ANA, at, BEN, frontDesk } from './board.ts';
import { anyBoards, card, CLOCK, COLUMNS } from './items.ts';

const context = { columns: COLUMNS, clock: CLOCK, descriptionOf: (id: string) => `About ${id}: Señora called` };
const shown = (cards: readonly Card[], filter: Partial<Filter>) =>
	cards.filter(matcher({ ...NO_FILTER, ...filter }, context)).map(({ id }) => id.slice(1).replace(/0+$/, ''));

const CARDS = [
	card('late', { due: '2026-03-03' as Due, category: 'billing', labels: ['New patient'] }),
	card('latedone', { due: '2026-03-03' as Due, column: 'done' }),
	card('now', { due: '2026-03-04T15:00' as Due, owner: BEN, blocked: { reason: 'x', since: at(1) } }),
	card('sunday', { due: '2026-03-08' as Due, owner: null, patient: 'J.M. 4821' }),
	card('monday', { due: '2026-03-09' as Due, title: 'Call José about Übung', hasDescription: true })
];

describe('a filter', () => {
	test('[F1] shows what answers every part of it', () => {
		expect(shown(CARDS, {})).toHaveLength(5);
		expect(shown(CARDS, { owners: [BEN, NOBODY] })).toEqual(['now', 'sunday']);
		expect(shown(CARDS, { due: 'overdue' })).toEqual(['late']);
		expect(shown(CARDS, { due: 'today' })).toEqual(['now']);
		expect(shown(CARDS, { due: 'week' })).toEqual(['late', 'latedone', 'now', 'sunday']);
		expect(shown([...CARDS, card('undated')], { due: 'none' })).toEqual(['undated']);
		expect(shown(CARDS, { category: 'billing' })).toEqual(['late']);
		expect(shown(CARDS, { labels: ['new PATIENT'] })).toEqual(['late']);
		expect(shown(CARDS, { blocked: true })).toEqual(['now']);
		expect(shown(CARDS, { owners: [ANA], due: 'overdue', category: 'clinical' })).toEqual([]);
	});

	test('[F1] finds words in any letters, each of them somewhere', () => {
		expect(shown(CARDS, { text: ' jose CALL ' })).toEqual(['monday']);
		expect(shown(CARDS, { text: 'josé ubung' })).toEqual(['monday']);
		expect(shown(CARDS, { text: '4821' })).toEqual(['sunday']);
		expect(shown(CARDS, { text: 'senora jose' })).toEqual(['monday']);
		expect(shown(CARDS, { text: 'senora' })).toEqual(['monday']);
		expect(shown(CARDS, { text: 'jose nobody' })).toEqual([]);
	});

	test('[F2] goes into an address and comes back the same', () => {
		const words = fc
			.string({ unit: 'binary', maxLength: 20 })
			.map((text) => text.trim().replace(/\p{Surrogate}/gu, ''));
		const filter: fc.Arbitrary<Filter> = fc.record({
			owners: fc.uniqueArray(fc.constantFrom<OwnerFilter>(ANA, BEN, NOBODY)),
			due: fc.option(fc.constantFrom(...DUE_FILTERS)),
			category: fc.option(fc.constantFrom(...CATEGORIES)),
			labels: fc.uniqueArray(words.filter((word) => word !== '')),
			blocked: fc.boolean(),
			text: words
		});
		fc.assert(fc.property(filter, (one) => void expect(fromAddress(`#${toAddress(one)}`)).toEqual(one)));
		expect(toAddress(NO_FILTER)).toBe('');
		expect([NO_FILTER, { ...NO_FILTER, blocked: true }].map(isFiltering)).toEqual([false, true]);
	});

	test('[F2] reads any address, and leaves out what it does not know', () => {
		expect(fromAddress('due=someday&category=legal&blocked=no&x=y&text=%E0%A4%A&owner=')).toEqual(NO_FILTER);
		fc.assert(
			fc.property(
				fc.string(),
				(text) => void expect(fromAddress(toAddress(fromAddress(text)))).toEqual(fromAddress(text))
			)
		);
		expect(toAddress({ ...NO_FILTER, text: 'half \ud83d' })).toBe('text=half%20');
	});

	test('[F3] lanes hold every card once, unowned first, then by name', () => {
		const nameOf = (person: string) => (person === ANA ? 'Zoë' : 'Ben');
		fc.assert(
			fc.property(anyBoards, ([one]) => {
				const groups = cardsByColumn(one!.cards, COLUMNS);
				const lanes = lanesByOwner(groups, nameOf);
				const order = lanes.map(({ owner }) => owner);
				expect([null, BEN, ANA].filter((owner) => order.includes(owner))).toEqual(order);
				for (const { owner, byColumn, count } of lanes) {
					expect([...byColumn.keys()]).toEqual(COLUMNS.map(({ id }) => id));
					const own = [...byColumn.values()].flat();
					expect(own.every((each) => each.owner === owner)).toBe(true);
					expect(own).toHaveLength(count);
				}
				for (const [id, cards] of groups) {
					const again = lanes.flatMap((lane) => lane.byColumn.get(id)!);
					expect(again.map((each) => each.id).sort()).toEqual(cards.map((each) => each.id).sort());
				}
			})
		);
		expect(lanesByOwner(new Map(allColumns(frontDesk()).map(({ id }) => [id as ColumnId, []])), nameOf)).toEqual([]);
	});
});
