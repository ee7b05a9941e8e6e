import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { editText, spliceBetween } from '#domain/board/text.ts';
import { cardsOf, LIMITS, textOf } from '#domain/board/schema.ts';
import { exchange, frontDesk, replicas, withCard } from './board.ts';

const words = (doc: Y.Doc, card: Parameters<typeof editText>[1]) =>
	textOf(cardsOf(doc).get(card)!, 'description')!.toString();
const awkward = fc.string({ unit: fc.constantFrom('a', 'b', '👍', '👎', '🇫🇷', ' '), maxLength: 12 });

describe('live text', () => {
	test('[B10] an edit ends in the text that was asked for and never cuts a character in half', () => {
		fc.assert(
			fc.property(awkward, awkward, fc.nat(30), (before, after, caret) => {
				const doc = frontDesk();
				const card = withCard(doc, 'a', { description: before });
				editText(doc, card, 'description', after, caret);
				expect(words(doc, card)).toBe(after);
				const splice = spliceBetween(before, after, caret);
				if (splice)
					expect(before.slice(0, splice.at) + splice.insert + before.slice(splice.at + splice.remove)).toBe(after);
				expect(words(doc, card).isWellFormed()).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});

	test('[B9] an edit touches only what differs, and the caret tells which of two equal letters was typed', () => {
		expect(spliceBetween('Call Ana back', 'Call Ana Lee back')).toEqual({ at: 9, remove: 0, insert: 'Lee ' });
		expect(spliceBetween('aa', 'aaa', 1)).toEqual({ at: 0, remove: 0, insert: 'a' });
		expect(spliceBetween('aa', 'aaa', 3)).toEqual({ at: 2, remove: 0, insert: 'a' });
		expect(spliceBetween('same', 'same')).toBeNull();
	});

	test('[B9] two people who write in one text at once lose no word', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.boolean(), fc.nat(40), fc.integer({ min: 1, max: 26 })), { minLength: 5, maxLength: 30 }),
				(strokes) => {
					const docs = replicas(2);
					const card = withCard(docs[0]!, 'a', { description: 'start' });
					exchange(docs);
					const typed: string[] = [];
					strokes.forEach(([second, position, letter], i) => {
						const doc = docs[second ? 1 : 0]!;
						const text = words(doc, card);
						const at = Math.min(position, text.length);
						const word = `<${i}${String.fromCharCode(96 + letter)}>`;
						editText(doc, card, 'description', text.slice(0, at) + word + text.slice(at), at + word.length);
						typed.push(word);
						if (i % 7 === 6) exchange(docs);
					});
					exchange(docs);
					expect(words(docs[0]!, card)).toBe(words(docs[1]!, card));
					expect(letters(words(docs[0]!, card))).toBe(letters(`start${typed.join('')}`));
				}
			),
			{ numRuns: 100 }
		);
	});

	test('[B12] a text over its limit may shrink but not grow', () => {
		const doc = frontDesk();
		const card = withCard(doc, 'a');
		expect(editText(doc, card, 'title', 'x'.repeat(LIMITS.title + 1))).toEqual({
			ok: false,
			refusal: { code: 'text-too-long', limit: LIMITS.title }
		});
		textOf(cardsOf(doc).get(card)!, 'title')!.insert(0, 'y'.repeat(LIMITS.title));
		expect(editText(doc, card, 'title', 'y'.repeat(LIMITS.title + 1)).ok).toBe(true);
	});
});

const letters = (text: string) => [...text].sort().join('');
