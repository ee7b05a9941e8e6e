import { cardHistory } from '$lib/client/api.ts';
import { keepSteps, keptSteps } from '$lib/client/kept-steps.ts';
import type { BoardScreen } from '../board-screen.svelte.ts';
import { messageFor } from '../refusal-messages.ts';
import { OwnSteps, type OwnStep } from './own-steps.svelte.ts';

/** This person's steps on a board, those from before a reload too. */
export function stepsOn(screen: BoardScreen): OwnSteps {
	const { board, live, session, me, nameOf } = screen;
	const owner = { practice: session.me.practice.id, person: me };
	const steps = new OwnSteps({
		...{ me, nameOf, messageFor },
		doc: () => live.doc,
		now: () => live.serverNow(),
		titleOf: (card) => live.view.card(card)?.title ?? '',
		columnTitle: (column) => live.view.columns.find(({ id }) => id === column)?.title ?? column,
		history: (card) => cardHistory(board.id, card),
		keep: (own) => void keepSteps(owner, board.id, own)
	});
	void keptSteps<OwnStep>(owner, board.id).then((kept) => steps.restore(kept));
	return steps;
}
