import type { Change } from '#domain/activity/changes.ts';
import type { Meeting } from '#domain/activity/meetings.ts';
import type { BoardId, CardId, Instant, LineageId, PersonId } from '#domain/ids.ts';
import type { KeptChange, KeptEdit, LeftTo } from './kept-edits.ts';

export interface MeetingNotice {
	readonly id: string;
	readonly kind: 'met';
	readonly card: CardId;
	readonly meeting: Meeting;
}

/** What comes back to its author as text needs no notice beside. */
export function concernsMe({ late, others, over }: Meeting, me: PersonId): boolean {
	return late === me ? over.kind !== 'left' : others.includes(me);
}

/** With one's own value that gave way, which the server has never seen. */
export function withOwnValue(met: readonly Meeting[], me: PersonId, unsent: () => readonly KeptEdit[]): Meeting[] {
	return met.map((meeting) => {
		const { card, late, over } = meeting;
		if (late !== me || over.kind !== 'field' || over.lost !== undefined) return meeting;
		const mine = unsent().find(
			(edit) => edit.card === card && (edit.what.kind === 'field' ? edit.what.field : edit.what.kind) === over.field
		);
		return mine ? { ...meeting, over: { ...over, lost: mine.text } } : meeting;
	});
}

interface Where {
	readonly board: BoardId;
	readonly lineage: LineageId;
	readonly me: PersonId;
	readonly at: Instant;
}

/**
 * One's own changes of cards that had been handed over when they arrived: they hold on what the card left behind, where
 * nobody sees them, and are given back to be read and copied.
 */
export function handedBack(met: readonly Meeting[], { board, lineage, me, at }: Where): KeptEdit[] {
	return met.flatMap(({ card, title, late, over }) => {
		if (over.kind !== 'left' || late !== me) return [];
		return over.changes.map((change, i): KeptEdit => {
			const what = keptOf(change, me, at);
			const id = `${board}/left/${card}/${at}/${i}`;
			const life = { board, lineage, clocks: [], left: over.to satisfies LeftTo };
			return { id, ...life, card, cardTitle: title, what, text: wordsIn(change), applicable: false, at };
		});
	});
}

function keptOf(change: Change, author: PersonId, at: Instant): KeptChange {
	switch (change.kind) {
		case 'card-moved':
			return { kind: 'move', from: change.from, to: change.to };
		case 'owner-changed':
		case 'due-changed':
		case 'category-changed':
		case 'priority-changed':
		case 'patient-changed': {
			const field = change.kind.replace('-changed', '');
			return { kind: 'field', field, from: change.from, to: change.to } as KeptChange;
		}
		case 'blocked-changed':
			return { kind: 'blocked', from: change.from, reason: change.to };
		case 'text-edited': {
			const typed = wordsIn(change);
			return { kind: 'text', field: change.field, before: null, after: typed, typed };
		}
		case 'comment-added':
			return { kind: 'comment', id: change.comment, author, at, text: change.text };
		default:
			return { kind: 'other', change };
	}
}

/** The person's own words in a change, or the value they chose. */
function wordsIn(change: Change): string {
	if ('splices' in change) return change.splices.map(({ insert }) => insert).join(' … ');
	if ('text' in change) return change.text;
	if ('label' in change) return change.label;
	if (change.kind === 'card-moved') return change.to.title;
	return 'to' in change && change.to !== null ? String(change.to as string | number) : '';
}
