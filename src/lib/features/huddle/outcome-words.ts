import { t } from '$lib/messages/messages.ts';
import type { DecidedCard } from '#domain/huddle/record.ts';
import type { CardState } from '#domain/huddle/schema.ts';
import type { BoardId, Due, PersonId, WallClock } from '#domain/ids.ts';
import { dateWords } from '../boards/time-words.ts';

export interface OutcomeContext {
	readonly nameOf: (person: PersonId) => string;
	readonly boardTitle: (board: BoardId) => string;
	readonly clock: WallClock;
	/** How a due time is said; where it is read on any day, not as "tomorrow". */
	readonly when: (due: Due, clock: WallClock) => string;
}

const words = t.huddle.outcomes;

/** What was decided, as it is said: `Due Mon 09:00`, `Handed over to Billing`. */
export function outcomeWords(
	{ kind, after }: Pick<DecidedCard, 'kind' | 'after'>,
	{ nameOf, boardTitle, clock, when }: OutcomeContext
): string {
	switch (kind) {
		case 'date':
			return words.date(after.due ? when(after.due, clock) : t.huddle.record.noDue);
		case 'owner':
			return words.owner(after.owner ? nameOf(after.owner) : t.huddle.record.nobody);
		case 'hand-over':
			return words.handOver(boardTitle(after.board));
		default:
			return words[kind];
	}
}

/** Whose a card is by when, good on any day: `Ana Petrova, Mar 12, 12:00`. */
export function stateWords(state: CardState | null, { nameOf, clock }: OutcomeContext): string {
	if (!state) return t.huddle.numbers.none;
	const who = state.owner ? nameOf(state.owner) : t.huddle.record.nobody;
	return t.huddle.record.state(who, state.due ? dateWords(state.due, clock) : t.huddle.record.noDue);
}
