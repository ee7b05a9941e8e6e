import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { placeAfter, rebase, type DeltaStep } from '../../src/lib/features/boards/panel/live-text.ts';

/** Does an edit on a real text. @returns what its observers are told. */
function deltaOf(before: string, edit: (text: Y.Text) => void): { after: string; delta: DeltaStep[] } {
	const text = new Y.Doc().getText('t');
	text.insert(0, before);
	let delta: DeltaStep[] = [];
	text.observe((event) => (delta = event.delta as DeltaStep[]));
	text.doc!.transact(() => edit(text));
	return { after: text.toString(), delta };
}

describe('a caret keeps its place under a colleague’s edit', () => {
	const moved = (before: string, edit: (text: Y.Text) => void) => {
		const { after, delta } = deltaOf(before.replace('|', ''), edit);
		const place = placeAfter(before.indexOf('|'), delta);
		return `${after.slice(0, place)}|${after.slice(place)}`;
	};

	test('words before it push it on', () => {
		expect(moved('call |them', (text) => text.insert(0, 'Please '))).toBe('Please call |them');
	});

	test('words after it leave it', () => {
		expect(moved('call |them', (text) => text.insert(9, ' back'))).toBe('call |them back');
	});

	test('words at it come behind it', () => {
		expect(moved('call |', (text) => text.insert(5, 'them'))).toBe('call |them');
	});

	test('words taken from before it pull it back', () => {
		expect(moved('Please call |them', (text) => text.delete(0, 7))).toBe('call |them');
	});

	test('words taken around it leave it where they were', () => {
		expect(moved('call th|em back', (text) => text.delete(5, 4))).toBe('call | back');
	});

	test('whatever the edit, it stays between letters that are still there', () => {
		const edit = fc.record({ at: fc.nat(20), remove: fc.nat(5), insert: fc.stringMatching(/^[A-Z]{0,4}$/) });
		fc.assert(
			fc.property(fc.nat(12), fc.array(edit, { minLength: 1, maxLength: 4 }), (place, edits) => {
				const { after, delta } = deltaOf('abcdefghijkl', (text) => {
					for (const { at, remove, insert } of edits) {
						const start = Math.min(at, text.length);
						text.delete(start, Math.min(remove, text.length - start));
						text.insert(start, insert);
					}
				});
				const now = placeAfter(place, delta);
				const small = (words: string) => words.replace(/[A-Z]/g, '');
				expect(small(after.slice(0, now))).toBe(
					[...'abcdefghijkl'.slice(0, place)].filter((letter) => after.includes(letter)).join('')
				);
			})
		);
	});
});

describe('what was composed while others wrote', () => {
	test('goes where it was meant', () => {
		const { after, delta } = deltaOf('nino', (text) => text.insert(0, 'el '));
		expect(rebase('nino', { value: 'niño', start: 3, end: 3 }, after, [delta])).toEqual({
			value: 'el niño',
			start: 6,
			end: 6
		});
	});

	test('takes nothing of theirs with it', () => {
		const { after, delta } = deltaOf('ab', (text) => text.insert(1, 'XYZ'));
		expect(rebase('ab', { value: 'a', start: 1, end: 1 }, after, [delta]).value).toBe('aXYZ');
	});

	test('and nothing composed changes nothing', () => {
		const { after, delta } = deltaOf('ab', (text) => text.insert(2, 'c'));
		expect(rebase('ab', { value: 'ab', start: 2, end: 2 }, after, [delta])).toEqual({ value: 'abc', start: 2, end: 2 });
	});
});
