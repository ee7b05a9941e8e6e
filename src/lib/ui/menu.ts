/** One thing that a menu offers. */
export interface MenuItem {
	readonly label: string;
	readonly action: () => void;
	/** Marks the one that holds now; leave it out where nothing is chosen. */
	readonly current?: boolean;
	readonly note?: string;
	/** With a thin line above it. */
	readonly apart?: boolean;
}

/** What the field that narrows a long menu says. */
export interface MenuSearch {
	readonly label: string;
	readonly nothing: string;
}

/** What a search leaves of a menu: what begins with the words first, then what holds them anywhere. */
export function narrowed(items: readonly MenuItem[], words: string): readonly MenuItem[] {
	const sought = words.trim().toLowerCase();
	if (sought === '') return items;
	const begins = (item: MenuItem) => item.label.toLowerCase().startsWith(sought);
	const holds = items.filter((item) => item.label.toLowerCase().includes(sought));
	return [...holds.filter(begins), ...holds.filter((item) => !begins(item))];
}

/** Moves the focus as menus do: arrows, Home, End, first letters. @returns whether the key was the menu's. */
export function moveFocus(key: string, entries: readonly HTMLElement[]): boolean {
	const here = entries.indexOf(document.activeElement as HTMLElement);
	const steps: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 };
	const step = steps[key];
	if (step !== undefined) {
		entries.at(step % entries.length)?.focus();
		return true;
	}
	if (key.length !== 1 || key === ' ') return false;
	const starts = (item: HTMLElement) => item.innerText.trim().toLowerCase().startsWith(key.toLowerCase());
	const found = [...entries.slice(here + 1), ...entries].find(starts);
	found?.focus();
	return found !== undefined;
}

/** Below the anchor, or above it where the screen ends; never beyond the screen's sides. */
export function placeBeside(anchor: Element, box: HTMLElement): void {
	const at = anchor.getBoundingClientRect();
	const { offsetWidth: width, offsetHeight: height } = box;
	const fitsBelow = at.bottom + 4 + height <= innerHeight - 8;
	box.style.left = `${Math.max(8, Math.min(at.right - width, innerWidth - width - 8))}px`;
	box.style.top = `${fitsBelow ? at.bottom + 4 : Math.max(8, at.top - 4 - height)}px`;
}
