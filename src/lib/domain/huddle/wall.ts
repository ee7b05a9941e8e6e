import type { Instant } from '../ids.ts';
import type { CardRef } from './agenda.ts';
import { CARD_SECONDS, type Audience, type StepId } from './plan.ts';
import { cardMs, currentCard, usedIn, walkCount, type Huddle } from './state.ts';

/** A huddle as a wall shows it: ids and numbers. The wall's own view says what its zone may say of the card. */
export interface HuddleOnWall {
	readonly department: Audience;
	readonly step: StepId;
	/** When the step's time is up, as it runs now; null while it is paused. */
	readonly stepEndsAt: Instant | null;
	/** Negative once the step is over its time. */
	readonly stepLeftMs: number;
	/** The card's soft timer; null outside the walk. */
	readonly cardLeftMs: number | null;
	readonly card: CardRef | null;
	/** "3 of 11": of the walk's cards, or of the steps. */
	readonly position: number;
	readonly of: number;
	readonly paused: boolean;
	readonly decided: number;
}

/** @returns null when the huddle is over. */
export function huddleOnWall(huddle: Huddle, now: Instant): HuddleOnWall | null {
	if (huddle.over) return null;
	const { plan, agenda, position, steps, decisions } = huddle;
	const { step, paused } = position;
	const walking = step === 'walk' && agenda.walk.length > 0;
	const card = currentCard(huddle);
	const { n, of } = walking ? walkCount(huddle) : { n: steps.indexOf(step) + 1, of: steps.length };
	const stepLeftMs = plan.seconds[step] * 1000 - usedIn(huddle, step, now);
	return {
		...{ department: plan.department, step, paused, stepLeftMs },
		stepEndsAt: paused ? null : ((now + stepLeftMs) as Instant),
		cardLeftMs: card ? CARD_SECONDS * 1000 - cardMs(huddle, now) : null,
		card: card && { board: card.board, card: card.card },
		...{ position: n, of },
		decided: decisions.length
	};
}
