import type { SecurityEvent } from '#domain/activity/events.ts';
import type { BoardId } from '#domain/ids.ts';
import { dayOf, wallClock } from '#domain/time.ts';
import type { NewEntry } from '../../ports/record.ts';
import type { TimedGesture } from './gestures.ts';

const DEVICES = ['Chrome on Windows', 'Edge on Windows', 'Safari on Mac', 'Firefox on Windows'];

/** Every third card is read before something is done to it; the others were seen on the board. */
const READ_EVERY = 3;

/** What the record says of people beside what they changed: they sign in each day, open boards and read cards. */
export class Visits {
	readonly #timeZone: string;
	readonly #people = new Map<string, number>();
	readonly #seen = new Set<string>();
	#gestures = 0;

	constructor(timeZone: string) {
		this.#timeZone = timeZone;
	}

	/** What came before a gesture and is not yet told. */
	before({ at, person, gesture }: TimedGesture, board: BoardId): NewEntry[] {
		const number = this.#people.get(person) ?? this.#people.size;
		this.#people.set(person, number);
		const session = `${person}-${dayOf(wallClock(at, this.#timeZone))}`;
		const entry = { person, device: session, source: `192.168.10.${20 + number}` };
		const entries: NewEntry[] = [];
		const once = (key: string, change: SecurityEvent, rest: Partial<NewEntry> = {}) => {
			if (!this.#seen.has(`${session} ${key}`)) entries.push({ ...entry, ...rest, change });
			this.#seen.add(`${session} ${key}`);
		};
		once('in', { kind: 'signed-in', method: 'password', on: DEVICES[number % DEVICES.length]! });
		once(board, { kind: 'board-opened' }, { board });
		const reads = gesture.do !== 'create' && (this.#gestures += 1) % READ_EVERY === 0;
		if (reads) once(gesture.card, { kind: 'card-read' }, { board, card: gesture.card });
		return entries;
	}
}
