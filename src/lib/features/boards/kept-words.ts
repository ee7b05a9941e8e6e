import type { KeptChange } from '$lib/client/kept-edits.ts';
import { WORDS } from './words.ts';

const FIELDS = { owner: 'owner', due: 'due', category: 'category', priority: 'priority', patient: 'patient' } as const;

/** What a kept edit was, in a few words; its own text stands below. */
export function keptWords(change: KeptChange): string {
	const words = WORDS.kept;
	switch (change.kind) {
		case 'new-card':
			return words.newCard(change.column.title);
		case 'move':
			return words.moved(change.to.title);
		case 'field': {
			const name = WORDS.panel[FIELDS[change.field]].toLowerCase();
			return change.to === null ? words.cleared(name) : words.field(name);
		}
		case 'blocked':
			return change.reason === null ? words.unblocked : words.blocked;
		case 'text':
			return change.field === 'title' ? words.inTitle : words.inDescription;
		case 'comment':
			return words.comment;
		case 'other':
			return words.other;
	}
}
