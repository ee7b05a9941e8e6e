import type { Agenda, CardRef } from '#domain/huddle/agenda.ts';
import type { Audience, HuddlePlan, PlanId } from '#domain/huddle/plan.ts';
import type { Minutes } from '#domain/huddle/record.ts';
import type { BoardId, Instant, LineageId, PersonId } from '#domain/ids.ts';

/** A huddle that was begun, and its minutes once it is over. */
export interface StoredHuddle {
	readonly id: BoardId;
	readonly lineage: LineageId;
	readonly plan: PlanId;
	readonly department: Audience;
	readonly title: string;
	readonly begun: Instant;
	readonly minutes: Minutes | null;
	/** Which changes of the lead the record tells of already, by their keys. */
	readonly told: readonly string[];
}

export interface NewHuddle {
	readonly id: BoardId;
	readonly plan: HuddlePlan;
	readonly title: string;
	readonly agenda: Agenda;
	readonly leader: PersonId;
	readonly by: PersonId;
	readonly now: Instant;
}

export interface TitledCard extends CardRef {
	readonly title: string;
}

/** People by their names. */
export type Names = Readonly<Record<PersonId, string>>;

/** Where huddles are planned, begun and kept. */
export interface Huddles {
	plans(): HuddlePlan[];
	/** Keeps a plan, new or changed. */
	putPlan(plan: HuddlePlan, now: Instant): void;
	/** @returns false when there is none of this id. Huddles that were held by it stay. */
	removePlan(plan: PlanId): boolean;
	/** Names who leads next. */
	setNext(plan: PlanId, leader: PersonId | null): void;

	/**
	 * Begins a huddle, writes its document's first content, and keeps what its cards are called now; of a plan whose
	 * huddle is running, returns that one.
	 */
	begin(huddle: NewHuddle): StoredHuddle;
	find(huddle: BoardId): StoredHuddle | null;
	running(): StoredHuddle[];
	/** Those that are over, the newest first. */
	past(atMost: number): StoredHuddle[];
	/** The minutes of the plan's last huddle. */
	last(plan: PlanId): Minutes | null;
	/**
	 * Keeps the minutes of a huddle that is over; again, when a late word has changed them. What a card or a person was
	 * called when it was first kept stays.
	 */
	keepMinutes(huddle: BoardId, minutes: Minutes, names: Names): void;
	/** What people were called when the minutes were kept. */
	names(huddle: BoardId): Names;
	/** Remembers which changes of the lead the record tells of. */
	setTold(huddle: BoardId, keys: readonly string[]): void;
	/** What cards were called at the huddle, as far as they stood on these boards then. */
	titlesThen(huddle: BoardId, boards: readonly BoardId[]): TitledCard[];
	/** What these cards are called today, as far as they stand on these boards. */
	titles(cards: readonly CardRef[], boards: readonly BoardId[]): TitledCard[];
}
