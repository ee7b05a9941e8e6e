import type { PaperEntry } from '$lib/ui/paper.ts';
import type { Card, Column } from '#domain/board/schema.ts';
import type { WallClock } from '#domain/ids.ts';
import { dueWords, latenessOf } from './time-words.ts';
import { PRIORITY_WORDS, WORDS } from './words.ts';

/** A card as paper tells it. @param who left out where all cards are one person's. */
export function paperEntry(
	card: Card,
	column: Pick<Column, 'kind'> | null,
	clock: WallClock,
	who: string,
	where = ''
): PaperEntry {
	const { due, priority, patient, blocked } = card;
	const done = column?.kind === 'done';
	const lateness = due && !done ? latenessOf(due, clock) : null;
	const late = lateness?.kind === 'late';
	const facts = [
		who,
		due && !done ? dueWords(due, clock) : '',
		late ? lateness.words : '',
		priority === 'routine' ? '' : PRIORITY_WORDS[priority].toLowerCase(),
		patient,
		where,
		blocked && WORDS.paper.blocked(blocked.reason)
	];
	return { key: card.id, title: card.title, facts: facts.filter(Boolean).join(', '), strong: late };
}
