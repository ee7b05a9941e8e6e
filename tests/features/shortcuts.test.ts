import { describe, expect, test } from 'vitest';
import { pressOf } from '$lib/features/shortcuts/key-names.ts';
import { isPressed, SHORTCUTS, type Shortcut, type ShortcutName } from '$lib/ui/shortcuts.ts';
import { en } from '$lib/messages/en.ts';
import { freshStorage } from '../client/device.ts';
import { sourcesIn } from '../architecture/sources.ts';

const press = (key: string, more: object = {}) => ({
	...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, target: null },
	...more
});
const field = { tagName: 'INPUT', type: 'text' } as unknown as EventTarget;
const tick = { tagName: 'INPUT', type: 'checkbox' } as unknown as EventTarget;

describe('a shortcut', () => {
	test('is its key, with Ctrl or Cmd only where it says so, and never half a composed letter', () => {
		freshStorage();
		expect(isPressed(press('?', { shiftKey: true }), 'help')).toBe(true);
		for (const other of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }]) {
			expect(isPressed(press('?', other), 'help')).toBe(false);
		}
		expect(isPressed(press('ArrowUp', { shiftKey: true }), 'markOn')).toBe(true);
		expect(isPressed(press('ArrowUp'), 'markOn')).toBe(false);
	});

	test('of one character is none while somebody types', () => {
		expect(isPressed(press('?', { target: field }), 'help')).toBe(false);
		expect(isPressed(press('?', { target: tick }), 'help')).toBe(true);
	});

	test('of one character can be turned off, but on what has the focus', () => {
		freshStorage();
		localStorage.setItem('daybreak/single-keys', 'off');
		expect(isPressed(press('?'), 'help')).toBe(false);
		expect(isPressed(press('x'), 'mark')).toBe(true);
		expect(isPressed(press('Escape'), 'close')).toBe(true);
		freshStorage();
		expect(isPressed(press('?'), 'help')).toBe(true);
	});
});

describe('the sheet', () => {
	test('names each shortcut of the table, and each that is named is handled somewhere', () => {
		const names = Object.keys(SHORTCUTS) as ShortcutName[];
		expect(Object.keys(en.shortcuts.what).sort()).toEqual([...names].sort());
		const code = sourcesIn(['src/lib/features', 'src/routes'], ['.ts', '.svelte'])
			.map(({ text }) => text)
			.join('\n');
		const native = (name: ShortcutName) => (SHORTCUTS[name] as Shortcut).native;
		expect(names.filter((name) => !native(name) && !code.includes(`isPressed(event, '${name}')`))).toEqual([]);
	});

	test('shows keys as they are labelled, and calls them by name', () => {
		const search = { place: 'anywhere', keys: ['k'], ctrl: true } as const;
		expect(pressOf(search, false)).toEqual({
			held: [{ sign: 'Ctrl', name: 'Control' }],
			any: [{ sign: 'K', name: 'K' }]
		});
		expect(pressOf({ ...search, keys: [' ', 'ArrowUp'] }, true)).toMatchObject({
			held: [{ sign: '⌘' }],
			any: [{ sign: 'Space' }, { sign: '↑', name: 'Up arrow' }]
		});
	});
});
