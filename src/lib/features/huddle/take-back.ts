import { handOver } from '$lib/client/api.ts';
import { t } from '$lib/messages/messages.ts';
import { removeComment } from '#domain/board/comments.ts';
import { reasonOf } from '#domain/huddle/outcomes.ts';
import type { Decision } from '#domain/huddle/schema.ts';
import type { BoardScreen } from '../boards/board-screen.svelte.ts';
import { messageFor } from '../boards/refusal-messages.ts';
import type { OwnStep } from '../boards/undo/own-steps.svelte.ts';
import type { HuddleScreen } from './huddle-screen.svelte.ts';
import { isSaved } from './saved.ts';

const words = t.huddle.endings;

/** @returns what could not be taken back, in words. */
export type TakeBack = () => Promise<string | null>;

/** A step and the decision that it was done for are noted one after the other. */
const TOGETHER_MS = 1_000;

/**
 * How somebody's own decision is taken back, found by the decision alone: it is the same after a reload.
 *
 * @returns null for one that nothing here can take back.
 */
export function takeBackOf(huddle: HuddleScreen, decision: Decision): TakeBack | null {
	const { kind, card, before, after } = decision;
	const screen = huddle.screenOf(decision.board);
	if (!screen?.mayEdit) return null;
	if (kind === 'hand-over') {
		const there = huddle.screenOf(after.board);
		return there?.mayEdit ? () => handBack(there, screen, decision, before?.owner ?? null) : null;
	}
	if (kind === 'unchanged') {
		return async () => {
			const outcome = removeComment(screen.live.doc, card, reasonOf(decision.id), huddle.me);
			return outcome.ok ? null : messageFor(outcome.refusal);
		};
	}
	const step = stepOf(screen, decision);
	return step && (() => undoStep(screen, step));
}

function stepOf({ own }: BoardScreen, { card, at }: Decision): OwnStep | null {
	const found = own.steps.findLast(({ step }) => step.changes.some((change) => change.card === card));
	return found && Math.abs(found.step.at - at) <= TOGETHER_MS ? found : null;
}

async function undoStep(screen: BoardScreen, step: OwnStep): Promise<string | null> {
	const undone = await screen.own.undo(step);
	return undone?.ok === false ? undone.words : null;
}

async function handBack(
	from: BoardScreen,
	to: BoardScreen,
	{ card }: Decision,
	owner: Decision['after']['owner']
): Promise<string | null> {
	if (!(await isSaved(from))) return words.cannotUndo;
	await handOver(from.board.id, card, { to: to.board.id, owner });
	return null;
}
