import type { WallClock } from '#domain/ids.ts';
import { addDays, dayOf, weekdayOf } from '#domain/time.ts';
import { clinicDay } from './clinic-hours.ts';
import { DOCTORS, PAYERS, THERAPISTS } from './content/words.ts';
import type { Dice } from './random.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Fills in the words of one card, written down at `clock`. */
export type Wording = (words: string) => string;

/** A blank keeps its word through the whole card: its comments speak of the doctor in its title. */
export function wordingFor(dice: Dice, clock: WallClock, owner: string): Wording {
	const others = THERAPISTS.filter((name) => name !== owner);
	const filled = new Map([
		['me', owner],
		['therapist', dice.pick(others)]
	]);
	return (words) =>
		words.replace(/\{([^{}]+)\}/g, (_, blank: string) => {
			const word = filled.get(blank) ?? fill(blank, dice, clock);
			filled.set(blank, word);
			return word;
		});
}

function fill(blank: string, dice: Dice, clock: WallClock): string {
	const today = dayOf(clock);
	switch (blank) {
		case 'doctor':
			return dice.pick(DOCTORS);
		case 'payer':
			return dice.pick(PAYERS);
		case 'time':
			return hourOf(clock.slice(11));
		case 'today':
			return `${weekday(today).slice(0, 3)} ${monthDay(today)}`;
		case 'tomorrow':
			return `${weekday(clinicDay(today, 1))} ${monthDay(clinicDay(today, 1))}`;
		case 'date':
			return monthDay(clinicDay(today, -dice.whole(1, 14)));
		case 'ahead':
			return monthDay(clinicDay(today, dice.whole(6, 22)));
		case 'born':
			return monthDay(today);
		case 'recent':
			return monthDay(clinicDay(today, -dice.whole(1, 3)));
		case 'weekday':
			return weekday(clinicDay(today, dice.whole(1, 4)));
		case 'month':
			return monthOf(today);
		case 'next month':
			return monthOf(addDays(today, dice.whole(21, 50)));
		case 'hour':
			return `${dice.pick([8, 9, 10, 11, 1, 2, 3, 4])}:${dice.pick(['00', '15', '30', '45'])}`;
		case 'amount':
			return `$${dice.whole(38, 940)}.${dice.pick(['00', '20', '40', '50', '75', '85'])}`;
		case 'copay':
			return `$${dice.pick([20, 25, 30, 35, 40, 45, 50, 60])}`;
		case 'n':
			return String(dice.whole(3, 12));
		default:
			return oneOf(blank, dice);
	}
}

function oneOf(blank: string, dice: Dice): string {
	if (!blank.includes('|')) throw new Error(`no words for {${blank}}`);
	return dice.pick(blank.split('|'));
}

const weekday = (day: Parameters<typeof weekdayOf>[0]) => WEEKDAYS[weekdayOf(day)]!;
const monthOf = (day: string) => MONTHS[Number(day.slice(5, 7)) - 1]!;
const monthDay = (day: string) => `${monthOf(day)} ${Number(day.slice(8, 10))}`;

/** `14:05` → `2:05`, as it is written on a slip of paper. */
function hourOf(time: string): string {
	const [hour, minute] = time.split(':');
	return `${((Number(hour) + 11) % 12) + 1}:${minute}`;
}
