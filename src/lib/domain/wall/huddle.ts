import type { HuddleOnWall } from '../huddle/wall.ts';
import type { StepId } from '../huddle/plan.ts';
import { columnOf } from '../board/queries.ts';
import type { Instant } from '../ids.ts';
import { wallClock } from '../time.ts';
import { signalsOf } from './signals.ts';
import { cardOf, type WallBoard, type WallException, type WallPolicy } from './view.ts';

/** A huddle as a wall shows it, with its card in the words of the wall's zone. */
export interface WallHuddle {
	readonly step: StepId;
	/** Null while it is paused. */
	readonly stepEndsAt: Instant | null;
	/** What is left of the step while it is paused; 0 while it runs. */
	readonly leftMs: number;
	readonly position: number;
	readonly of: number;
	readonly paused: boolean;
	readonly decided: number;
	/** Null outside the walk, where patients come and go, and for a board that this wall does not show. */
	readonly card: WallException | null;
}

/** Whether a wall shows a huddle: the practice's, or that of a department whose board it shows. */
export function isOnWall({ department }: Pick<HuddleOnWall, 'department'>, boards: readonly WallBoard[]): boolean {
	return department === 'practice' || boards.some((board) => board.department === department);
}

export function huddleSlide(
	huddle: HuddleOnWall,
	boards: readonly WallBoard[],
	policy: WallPolicy,
	now: Instant
): WallHuddle {
	const { step, stepEndsAt, stepLeftMs, position, of, paused, decided, card: ref } = huddle;
	const board = ref && boards.find((one) => one.cards.some(({ id }) => id === ref.card));
	const card = board && ref ? board.cards.find(({ id }) => id === ref.card)! : null;
	const shown = card && board && policy.zone !== 'public';
	const column = shown ? columnOf(card, board.columns) : null;
	const signals = shown ? signalsOf({ board: board.board, card, column }, wallClock(now, policy.timeZone)) : [];
	return {
		...{ step, stepEndsAt, leftMs: paused ? stepLeftMs : 0, position, of, paused, decided },
		card: shown ? { ...cardOf(card, signals, policy), board: board.title } : null
	};
}
