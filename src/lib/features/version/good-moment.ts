import { everythingSaved } from '$lib/client/open-boards.ts';
import { isTyping } from '$lib/ui/shortcuts.ts';

/** So long nobody has touched the page: they have gone to the phone, or to a patient. */
export const IDLE_MS = 2 * 60_000;

/** What tells whether a page may begin anew without taking anything out of anybody's hands. */
export interface Moment {
	/** The tab is behind others, or the window is out of sight. */
	readonly hidden: boolean;
	readonly untouchedMs: number;
	/** The server has everything that was done on this page. */
	readonly saved: boolean;
	/** A dialog or a menu is open, a text field has the focus or holds words. */
	readonly editing: boolean;
}

export function isGoodMoment({ hidden, untouchedMs, saved, editing }: Moment): boolean {
	return saved && !editing && (hidden || untouchedMs >= IDLE_MS);
}

export function momentNow(touchedAtMs: number): Moment {
	return {
		hidden: document.hidden,
		untouchedMs: Math.abs(Date.now() - touchedAtMs),
		saved: everythingSaved(),
		editing: isEditing()
	};
}

function isEditing(): boolean {
	if (isTyping(document.activeElement)) return true;
	if (document.querySelector('dialog[open], [popover]:popover-open')) return true;
	const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
	return [...fields].some((field) => isTyping(field) && field.value !== '');
}
