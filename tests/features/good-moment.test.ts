import { expect, test } from 'vitest';
import { IDLE_MS, isGoodMoment, type Moment } from '$lib/features/version/good-moment.ts';

const away: Moment = { hidden: true, untouchedMs: 0, saved: true, editing: false };

test.each<[string, Partial<Moment>, boolean]>([
	['the tab is out of sight', {}, true],
	['nobody has touched it for two minutes', { hidden: false, untouchedMs: IDLE_MS }, true],
	['somebody is at work', { hidden: false, untouchedMs: IDLE_MS - 1 }, false],
	['something is unsent', { saved: false }, false],
	['a field holds words', { editing: true }, false],
	['a field holds words and everybody is gone', { editing: true, hidden: false, untouchedMs: IDLE_MS }, false]
])('whether a page begins anew when %s', (_, moment, good) => {
	expect(isGoodMoment({ ...away, ...moment })).toBe(good);
});
