/** Where a shortcut works; the sheet that lists them has one part for each. */
export type ShortcutPlace = 'anywhere' | 'board' | 'card' | 'carry';

export interface Shortcut {
	readonly place: ShortcutPlace;
	/** As `KeyboardEvent.key` has them; any of them will do. */
	readonly keys: readonly string[];
	/** With Ctrl, or Cmd on a Mac. */
	readonly ctrl?: boolean;
	readonly shift?: boolean;
	/** Works only where the focus is, so it takes no letter from anybody who types or speaks. */
	readonly focused?: boolean;
	/** The browser does it by itself. */
	readonly native?: boolean;
}

/** Every key that does something of ours. Handlers ask `isPressed`, the sheet lists the same table: they cannot differ. */
export const SHORTCUTS = {
	help: { place: 'anywhere', keys: ['?'] },
	search: { place: 'anywhere', keys: ['k'], ctrl: true },
	capture: { place: 'anywhere', keys: ['n', 'c'] },
	filter: { place: 'board', keys: ['/'] },
	close: { place: 'board', keys: ['Escape'] },
	undo: { place: 'board', keys: ['z'], ctrl: true, shift: false },
	walk: { place: 'card', keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'], focused: true },
	ends: { place: 'card', keys: ['Home', 'End'], focused: true },
	open: { place: 'card', keys: ['Enter'], focused: true, native: true },
	pickUp: { place: 'card', keys: [' '], focused: true },
	mark: { place: 'card', keys: ['x'], focused: true },
	markOn: { place: 'card', keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'], shift: true, focused: true },
	unmark: { place: 'card', keys: ['Escape'] },
	carry: { place: 'carry', keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'], focused: true },
	carryFar: { place: 'carry', keys: ['Home', 'End'], focused: true },
	drop: { place: 'carry', keys: [' ', 'Enter'], focused: true },
	putBack: { place: 'carry', keys: ['Escape'], focused: true }
} as const satisfies Readonly<Record<string, Shortcut>>;

export type ShortcutName = keyof typeof SHORTCUTS;

/** Read from a device that may forbid it. */
const KEY = 'daybreak/single-keys';

/** Whether keys without Ctrl do something away from what has the focus: people who speak to their machine turn it off. */
export function singleKeysOn(): boolean {
	try {
		return localStorage.getItem(KEY) !== 'off';
	} catch {
		return true;
	}
}

export function setSingleKeys(on: boolean): void {
	try {
		if (on) localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, 'off');
	} catch {
		// Not remembered then: the next page has them as before.
	}
}

/** What of a key press matters here. */
type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'> & {
	readonly target: EventTarget | null;
};

/**
 * Whether this key press is that shortcut, here and now: a single character is none while somebody types, while a
 * dialog or a menu is open, nor when the person has turned such keys off, except on what has the focus.
 */
export function isPressed(event: Press, name: ShortcutName): boolean {
	const { keys, ctrl = false, shift, focused = false }: Shortcut = SHORTCUTS[name];
	const { key } = event;
	if (event.isComposing || event.altKey || (event.ctrlKey || event.metaKey) !== ctrl) return false;
	if (shift !== undefined && event.shiftKey !== shift) return false;
	if (!keys.includes(ctrl ? key.toLowerCase() : key)) return false;
	if (ctrl || focused || key.length > 1) return true;
	return !isTyping(event.target) && !somethingIsOpen() && singleKeysOn();
}

/** A dialog or a menu has keys of its own. */
function somethingIsOpen(): boolean {
	return typeof document !== 'undefined' && document.querySelector('dialog[open], [popover]:popover-open') !== null;
}

const NOT_TYPED_IN = /^(?:checkbox|radio|button|submit|reset|range|color|file)$/;

/** Whether letters go into what has the focus: a text field, or a list that letters choose from. */
export function isTyping(target: EventTarget | null): boolean {
	const { tagName, type = '', isContentEditable } = (target ?? {}) as Partial<HTMLInputElement>;
	if (isContentEditable || tagName === 'TEXTAREA' || tagName === 'SELECT') return true;
	return tagName === 'INPUT' && !NOT_TYPED_IN.test(type);
}
