import { t } from '$lib/messages/messages.ts';
import type { Shortcut } from '$lib/ui/shortcuts.ts';

/** What stands on a key, and how it is called aloud. */
export interface KeyName {
	readonly sign: string;
	readonly name: string;
}

/** The ways to press a shortcut; each is the keys that are pressed together. */
export function waysOf({ keys, ctrl, shift }: Shortcut, mac: boolean): KeyName[][] {
	const held = [...(ctrl ? [mac ? 'Meta' : 'Control'] : []), ...(shift ? ['Shift'] : [])];
	return keys.map((key) => [...held, key].map(nameOf));
}

function nameOf(key: string): KeyName {
	const known = t.shortcuts.keys[key as keyof typeof t.shortcuts.keys];
	const [sign, name] = known ?? [key.toUpperCase(), key.toUpperCase()];
	return { sign, name };
}
