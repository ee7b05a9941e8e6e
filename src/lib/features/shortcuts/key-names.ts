import { t } from '$lib/messages/messages.ts';
import type { Shortcut } from '$lib/ui/shortcuts.ts';

/** What stands on a key, and how it is called aloud. */
export interface KeyName {
	readonly sign: string;
	readonly name: string;
}

/** How a shortcut is pressed: what is held down, and the keys of which any will do. */
export function pressOf({ keys, ctrl, shift }: Shortcut, mac: boolean): { held: KeyName[]; any: KeyName[] } {
	const held = [...(ctrl ? [mac ? 'Meta' : 'Control'] : []), ...(shift ? ['Shift'] : [])];
	return { held: held.map(nameOf), any: keys.map(nameOf) };
}

function nameOf(key: string): KeyName {
	const known = t.shortcuts.keys[key as keyof typeof t.shortcuts.keys];
	const [sign, name] = known ?? [key.toUpperCase(), key.toUpperCase()];
	return { sign, name };
}
