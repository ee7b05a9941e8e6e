import type { CardId, ColumnId, CommentId, Due, PersonId, WallClock } from '#domain/ids.ts';
import { dayOf, minutesBetween } from '#domain/time.ts';
import { CLINIC_DAY, type ClinicHours } from './clinic-hours.ts';
import { CONTENT } from './content/index.ts';
import type { Task } from './content/task.ts';
import type { Gesture, TimedGesture } from './gestures.ts';
import { MANAGERS, peopleOf } from './people.ts';
import type { CardPlan } from './plan.ts';
import type { Dice } from './random.ts';
import type { Wording } from './wording.ts';

/** A card's words, with its plan. */
export interface WrittenCard {
	readonly plan: CardPlan;
	readonly task: Task;
	/** Whoever has it, or would have it once somebody takes it. */
	readonly owner: PersonId;
	readonly title: string;
	readonly patient: string | null;
	readonly wording: Wording;
}

type Deed = Gesture extends infer G ? (G extends Gesture ? Omit<G, 'card'> : never) : never;

/** Tells the story of one card: who did what to it, and how many minutes of opening hours ago. */
class CardStory {
	readonly #card: WrittenCard;
	readonly #dice: Dice;
	readonly #hours: ClinicHours;
	readonly #deeds: { ago: number; person: PersonId; deed: Deed }[] = [];
	readonly #owner: PersonId;
	readonly #colleagues: readonly PersonId[];
	readonly #due: Due;

	constructor(card: WrittenCard, dice: Dice, hours: ClinicHours) {
		this.#card = card;
		this.#dice = dice;
		this.#hours = hours;
		this.#colleagues = peopleOf(card.plan.department);
		this.#owner = card.owner;
		this.#due = this.#dueWords(card.plan.due);
	}

	tell(): TimedGesture[] {
		this.#write();
		this.#passOn();
		this.#addDetails();
		this.#talk();
		this.#getStuck();
		const card = this.#dice.id('c') as CardId;
		return this.#deeds
			.sort((a, b) => b.ago - a.ago)
			.map(({ ago, person, deed }) => ({ at: this.#hours.ago(ago), person, gesture: { card, ...deed } as Gesture }));
	}

	#did(ago: number, person: PersonId, deed: Deed): void {
		this.#deeds.push({ ago, person, deed });
	}

	/** Into an inbox a card is thrown; anywhere else it is born with its owner and due time. */
	#write(): void {
		const { plan, task, title, patient } = this.#card;
		const first = plan.route[0] ?? plan.column!.column;
		const promised = this.#isInbox(first) ? { owner: null, due: null } : { owner: this.#owner, due: this.#firstDue() };
		const later = patient !== null && this.#dice.chance(0.3);
		const writer = this.#dice.chance(0.15) ? this.#dice.pick(MANAGERS) : this.#dice.pick(this.#colleagues);
		const born = { title, column: first as ColumnId, category: task.category, patient: later ? null : patient };
		this.#did(plan.born, writer, { do: 'create', ...born, ...promised });
		if (later) this.#did(plan.born - 0.5, writer, { do: 'patient', patient });
		if (plan.route.length === 0 && this.#isInbox(first) && !plan.unowned)
			this.#take(plan.born - this.#share(0.6, plan.born));
	}

	/** Through its columns, the last of which it entered when the plan says. */
	#passOn(): void {
		const { route, column, born, arrived } = this.#card.plan;
		const stops = [...route.slice(1), column?.column ?? null];
		if (route.length === 0) return;
		const times = stops.slice(1).map(() => this.#dice.between(born - 3, arrived + 1));
		const moments = [...times.sort((a, b) => b - a), arrived];
		if (this.#isInbox(route[0]!)) this.#take(this.#dice.between(Math.max(moments[0]! + 0.2, born - 20), born - 1));
		stops.forEach((stop, i) => {
			const to = this.#dice.chance(0.3) ? 'top' : 'bottom';
			const deed: Deed = stop === null ? { do: 'finish' } : { do: 'move', column: stop as ColumnId, to };
			this.#did(moments[i]!, this.#dice.chance(0.85) ? this.#owner : this.#dice.pick(this.#colleagues), deed);
		});
	}

	/** Somebody gets the card, with a due time. */
	#take(ago: number): void {
		const giver = this.#dice.chance(0.5) ? this.#owner : this.#dice.pick([...this.#colleagues, ...MANAGERS]);
		this.#did(ago, giver, { do: 'assign', owner: this.#owner });
		this.#did(ago - 0.05, giver, { do: 'due', due: this.#firstDue() });
	}

	#addDetails(): void {
		const { plan, task, wording } = this.#card;
		const dice = this.#dice;
		const now = this.#lastMoment();
		if (task.about && dice.chance(0.75)) {
			this.#did(dice.between(plan.born - 1, now), this.#owner, { do: 'describe', description: wording(task.about) });
		}
		if (!task.daily && dice.chance(plan.late ? 0.4 : 0.12)) {
			const pressing = task.category === 'administrative' ? 'asap' : 'stat';
			const priority = dice.pick(['urgent', 'urgent', 'urgent', 'urgent', 'asap', 'asap', pressing] as const);
			this.#did(dice.between(plan.born - 1, now), dice.pick(this.#colleagues), { do: 'priority', priority });
		}
		if (this.#firstDue() !== this.#due) {
			this.#did(dice.between(now, Math.min(plan.arrived, now + CLINIC_DAY)), this.#owner, {
				do: 'due',
				due: this.#due
			});
		}
	}

	/** What was said about it, and at its end how it went. */
	#talk(): void {
		const { plan, task } = this.#card;
		const dice = this.#dice;
		const words = (task.says ?? []).filter(() => dice.chance(0.6));
		if (dice.chance(0.22) && plan.route.length > 0 && !task.daily)
			words.push(dice.pick(CONTENT[plan.department].remarks));
		const moments = words.map(() => dice.between(plan.born - 2, this.#lastMoment())).sort((a, b) => b - a);
		words.forEach((text, i) => this.#say(moments[i]!, text));
		if (task.ends && plan.column === null && dice.chance(0.7)) this.#say(plan.arrived + 0.1, task.ends);
	}

	#say(ago: number, words: string): void {
		const speaker = this.#dice.chance(0.75) ? this.#owner : this.#dice.pick([...this.#colleagues, ...MANAGERS]);
		const comment = this.#dice.id('k') as CommentId;
		this.#did(ago, speaker, { do: 'comment', comment, text: this.#card.wording(words) });
	}

	/** Stuck now, or once upon a time and free again. */
	#getStuck(): void {
		const { plan, task, wording } = this.#card;
		const dice = this.#dice;
		const reason = wording(task.stuck ?? dice.pick(CONTENT[plan.department].obstacles));
		if (plan.blocked) this.#did(dice.between(2, plan.arrived - 1), this.#owner, { do: 'block', reason });
		else if (task.stuck && plan.born - plan.arrived > 60 && dice.chance(0.3)) {
			const [freed, stuck] = [
				dice.between(plan.arrived + 1, plan.born - 30),
				dice.between(plan.born - 5, plan.born - 29)
			];
			this.#did(stuck, this.#owner, { do: 'block', reason });
			this.#did(freed, dice.chance(0.8) ? this.#owner : dice.pick(this.#colleagues), { do: 'unblock' });
		}
	}

	/** What was promised at first, where something waits for others long past it. */
	#firstDue(): Due {
		const { column, born, arrived, due } = this.#card.plan;
		const longWait = column !== null && column.days > 5 && arrived > 1.5 * CLINIC_DAY && due < 0;
		return longWait && born > arrived + 30 ? this.#clockWords(arrived - CLINIC_DAY) : this.#due;
	}

	/** A time of the day when it presses, a whole day when it is far off. */
	#dueWords(ago: number): Due {
		const clock = this.#clockWords(ago);
		return ago < -2.5 * CLINIC_DAY && this.#dice.chance(0.5) ? dayOf(clock) : clock;
	}

	/** To the half hour, away from the present, so that what is late stays late. */
	#clockWords(ago: number): WallClock {
		const clock = ago > 0 ? this.#hours.clockAgo(ago) : this.#hours.clockIn(-ago);
		const minute = minutesBetween(dayOf(clock), clock);
		const rounded = 30 * (ago > 0 ? Math.floor(minute / 30) : Math.ceil(minute / 30));
		const two = (part: number) => String(part).padStart(2, '0');
		return `${dayOf(clock)}T${two(Math.floor(rounded / 60))}:${two(rounded % 60)}` as WallClock;
	}

	/** The latest that anything may have happened to the card. */
	#lastMoment(): number {
		const { column, arrived } = this.#card.plan;
		return column === null ? arrived + 0.5 : 1;
	}

	#isInbox(column: string): boolean {
		return CONTENT[this.#card.plan.department].columns[0]!.column === column;
	}

	#share(atMost: number, of: number): number {
		return this.#dice.next() * atMost * of;
	}
}

export function tellCard(card: WrittenCard, dice: Dice, hours: ClinicHours): TimedGesture[] {
	return new CardStory(card, dice, hours).tell();
}
