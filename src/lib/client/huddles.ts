import type { Audience, HuddlePlan, PlanId, Rhythm } from '#domain/huddle/plan.ts';
import type { Minutes } from '#domain/huddle/record.ts';
import type { BoardId, CardId, Instant, LineageId, PersonId } from '#domain/ids.ts';
import { request } from './api.ts';

export type { HuddlePlan } from '#domain/huddle/plan.ts';

/** Where a huddle is, or was, held. */
export interface HuddleAddress {
	readonly id: BoardId;
	readonly lineage: LineageId;
	readonly plan: PlanId;
	readonly department: Audience;
	readonly title: string;
	readonly begun: Instant;
}

/** Minutes as a list shows them. */
export interface HuddleSummary {
	readonly id: BoardId;
	readonly title: string;
	readonly department: Audience;
	readonly rhythm: Rhythm;
	readonly begun: Instant;
	readonly ended: Instant;
	readonly leaders: readonly PersonId[];
	readonly present: number;
	readonly decisions: number;
	readonly skipped: number;
}

export interface Huddles {
	readonly plans: readonly HuddlePlan[];
	readonly running: readonly HuddleAddress[];
	/** The newest first. */
	readonly past: readonly HuddleSummary[];
}

/**
 * One huddle; `cards` are those whose titles this person may read, as they were then, with the board on which they stand
 * today; null where that one is not open to this person.
 */
export interface HuddleRecord extends HuddleAddress {
	/** Null while it runs. */
	readonly minutes: Minutes | null;
	readonly cards: readonly { readonly board: BoardId | null; readonly card: CardId; readonly title: string }[];
	/** What the practice's boards are called. */
	readonly boards: Readonly<Record<BoardId, string>>;
	/** What people were called then. */
	readonly names: Readonly<Record<PersonId, string>>;
}

/** A plan as it is sent: whose turn it is, the server knows. */
export type PlanFields = Omit<HuddlePlan, 'id' | 'next'>;

const planPath = (plan: PlanId) => `/api/huddles/plans/${encodeURIComponent(plan)}`;

export const huddles = () => request<Huddles>('GET', '/api/huddles');
export const huddleRecord = (id: string) => request<HuddleRecord>('GET', `/api/huddles/${encodeURIComponent(id)}`);
/** Starts the plan's huddle, or joins the one that runs. */
export const startHuddle = (plan: PlanId) => request<HuddleAddress>('POST', '/api/huddles', { plan });
export const addPlan = (plan: PlanFields) => request<HuddlePlan>('POST', '/api/huddles/plans', plan);
export const changePlan = (id: PlanId, plan: PlanFields) => request<HuddlePlan>('PUT', planPath(id), plan);
export const removePlan = (id: PlanId) => request<void>('DELETE', planPath(id));
