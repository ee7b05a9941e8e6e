import { expect, test } from 'vitest';
import type { CardId } from '#domain/ids.ts';
import { messageFor, messageForUpdate } from '../../src/lib/features/boards/refusal-messages.ts';

test('a refusal is a sentence that says what to do', () => {
	expect(messageFor({ code: 'owner-required' })).toBe('Outside the inbox a card needs one person. Choose who does it.');
	expect(messageFor({ code: 'text-too-long', limit: 20_000 })).toBe('Use at most 20,000 characters.');
	expect(messageFor({ code: 'card-gone', card: 'c1' as CardId })).not.toContain('c1');
});

test('so is what the server would not take, and an unknown word is not guessed at', () => {
	expect(messageForUpdate('too-large')).toBe('A change from this device was larger than the server takes.');
	expect(messageForUpdate('constructor')).toBeNull();
});
