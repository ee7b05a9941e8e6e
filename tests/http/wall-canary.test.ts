import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addCard, blockCard } from '#domain/board/cards.ts';
import { addItem } from '#domain/board/checklist.ts';
import { addComment } from '#domain/board/comments.ts';
import { askForHelp } from '#domain/board/help.ts';
import { addLabel } from '#domain/board/labels.ts';
import { cardsOf } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import { GIVEN_NAMES } from '#domain/capture/name-lists.ts';
import type { BoardId, CommentId, Due, Instant, ItemId, PersonId } from '#domain/ids.ts';
import { goToCard, goToStep } from '#domain/huddle/leading.ts';
import { cardsIn, SECONDS } from '#domain/huddle/plan.ts';
import type { WallPolicy } from '#domain/wall/view.ts';
import { WallHub } from '../../server/features/wall/hub.ts';
import { at, cardId, INBOX, newCard } from '../domain/board.ts';
import { RawClient } from '../sync/client.ts';
import { openPractice, until, type Practice } from '../sync/practice.ts';
import { Screen, SETTINGS } from './screen.ts';

const CARDS = 500;
const SURNAMES = [
	...['Quintanilla', 'Okonkwo', 'Vandermeer', 'Castellanos', 'Brzezinski', 'Thibodeaux', 'Nakagawa', 'Oyelaran'],
	...['Fitzwilliam', 'Papadakis', 'Lindqvist', 'Montserrat', 'Zielinski', 'Abernathy', 'Kowalczyk', 'Delacroix']
];
const NAMES = [...GIVEN_NAMES].filter((name) => name.length > 4 && !['maria'].includes(name));
const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);

/** What tells who a patient is, in as many forms as desks write it; each has marks that nothing else on the board has. */
function patientOf(i: number) {
	const [given, surname] = [NAMES[(i * 7) % NAMES.length]!, SURNAMES[i % SURNAMES.length]!];
	const phone = `(312) 55${i % 10}-${String(4000 + i)}`;
	const born = `0${(i % 9) + 1}/1${i % 9}/19${40 + (i % 50)}`;
	const record = `MRN ${880_000 + i}`;
	return { given, surname, phone, born, record, marks: [given, surname, phone.slice(6), born, `${880_000 + i}`] };
}

/** The ways in which a title names them, lower case and run together too. */
function titleOf(i: number): string {
	const { given, surname, phone, born, record } = patientOf(i);
	const forms = [
		`Call back ${capital(given)} ${surname} at ${phone}`,
		`verify ${surname.toLowerCase()}, ${given} dob ${born} insurance`,
		`${record} ${surname.toUpperCase()} denial`,
		`Fax ${given}-${surname.toLowerCase()} referral ${born}`,
		`${capital(given)}’s progress note (${surname}) ${phone.replace(/\D/g, '')}`
	];
	return forms[i % forms.length]!;
}

let practice: Practice;
let maria: PersonId;
const screens: Record<'mixed' | 'public' | 'staff-only', Screen> = {} as never;
let client: RawClient;

beforeAll(async () => {
	practice = await openPractice();
	maria = (await practice.get<{ person: { id: PersonId } }>('/api/me', practice.manager)).person.id;
	client = await new RawClient(practice, 'front-desk', practice.manager).join();
	await until(() => client.acks.at(-1) === 1);
	for (let from = 0; from < CARDS; from += 50) client.edit((doc) => fill(doc, from));
	for (const zone of ['mixed', 'public', 'staff-only'] as const) {
		screens[zone] = new Screen(practice);
		await screens[zone].pair({ ...SETTINGS, zone, boards: ['front-desk'] });
		await screens[zone].open();
	}
}, 60_000);
afterAll(async () => {
	for (const screen of Object.values(screens)) screen.close();
	client.close();
	await practice.close();
});

function fill(doc: Parameters<typeof addCard>[0], from: number): void {
	const origin = { kind: 'person', person: maria, at: at(1) } as const;
	for (let i = from; i < from + 50; i += 1) {
		const { given, surname, phone, born, record } = patientOf(i);
		const about = `${given} ${surname} ${phone} ${born} ${record}`;
		const rest = {
			title: titleOf(i),
			owner: maria,
			due: dueOf(i),
			patient: `${capital(given)} ${surname}`.slice(0, 40)
		};
		addCard(doc, newCard(`c${i}x`, { column: INBOX, origin, ...rest }), at(1));
		const id = cardId(`c${i}x`);
		editText(doc, id, 'description', about);
		addComment(doc, id, { id: `k${i}` as CommentId, author: maria, text: about }, at(2));
		addLabel(doc, id, surname);
		addItem(doc, id, { id: `i${i}` as ItemId, text: about });
		blockCard(doc, id, about, at(3));
	}
}

/** Late, soon and later: as the hour goes on each gets its turn. */
const dueOf = (i: number) =>
	new Date(Date.now() + (i - 250) * 60_000 - 5 * 3_600_000).toISOString().slice(0, 16) as Due;

function found(bytes: string): string[] {
	const text = bytes.toLowerCase();
	return Array.from({ length: CARDS }, (_, i) => patientOf(i).marks)
		.flat()
		.filter((mark) => new RegExp(`(?<![a-z0-9])${mark.toLowerCase().replace(/[/-]/g, '\\$&')}`).test(text));
}

test('[WP6] of 500 cards that tell of patients everywhere, the wire tells nothing but initials, and those to staff alone', async () => {
	await Promise.all(Object.values(screens).map((screen) => screen.see(({ numbers }) => numbers.blocked === CARDS)));
	// The morning goes on: cards change, and somebody asks for help.
	for (let i = 0; i < 10; i += 1) {
		client.edit((doc) => void (askForHelp(doc, cardId(`c${i}x`), maria, at(Date.now())), cardsOf(doc)));
		client.edit((doc) => editText(doc, cardId(`c${i}x`), 'title', titleOf(i + 100)));
		await screens.mixed.see(({ numbers, calls }) => numbers.help === i + 1 && calls.length > 0);
	}
	await Promise.all(Object.values(screens).map((screen) => screen.see(({ numbers }) => numbers.help === 10)));
	await walkThrough(20);
	for (const zone of ['mixed', 'public', 'staff-only'] as const) {
		expect(screens[zone].bytes.length).toBeGreaterThan(2_000);
		expect([zone, found(screens[zone].bytes)]).toEqual([zone, []]);
	}
	const tokens = screens['staff-only'].bytes.match(/"patient":"[^"]*"/g)!;
	expect(tokens.length).toBeGreaterThan(0);
	for (const token of tokens) expect(token).toMatch(/^"patient":"(\p{Lu}\.){1,2}"$/u);
	expect(screens.mixed.bytes).not.toContain('"patient"');
	expect(screens.public.bytes).not.toMatch(/"owner"|"kind":"(call|verify)/);
});

test('[WP6] nor in any minute of a day, nor in what a hub streams while its clock goes on', async () => {
	vi.useFakeTimers({ toFake: ['setInterval', 'setTimeout', 'clearInterval', 'clearTimeout', 'Date', 'performance'] });
	try {
		const { bytes, views } = await anHourOf('mixed');
		expect(views).toBeGreaterThan(50);
		expect(found(bytes)).toEqual([]);
		expect(found((await anHourOf('public')).bytes)).toEqual([]);
		expect(found((await anHourOf('staff-only')).bytes)).toEqual([]);
	} finally {
		vi.useRealTimers();
	}
});

/** Starts the huddle of the practice and walks over so many of the cards, each shown on every screen. */
async function walkThrough(cards: number): Promise<void> {
	const post = async (path: string, body: object) => {
		const headers = { 'content-type': 'application/json', cookie: practice.manager };
		const response = await fetch(practice.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
		return (await response.json()) as { id: string };
	};
	const plan = await post('/api/huddles/plans', {
		...{ department: 'practice', rhythm: 'weekly', boards: ['front-desk'], weekday: 3, time: '07:30' },
		...{ seconds: SECONDS.weekly, leaders: [] }
	});
	const huddle = await post('/api/huddles', { plan: plan.id });
	const leader = await new RawClient(practice, huddle.id, practice.manager).join();
	leader.edit((doc) => goToStep(doc, maria, 'walk', at(Date.now())));
	const seen = (n: number) =>
		Object.values(screens).map((screen) =>
			screen.see(({ huddle: on }) => on?.step === 'walk' && on.position === n + 1)
		);
	const [first] = await Promise.all(seen(0));
	expect(first!.huddle).toMatchObject({ of: cardsIn(SECONDS.weekly), card: { kind: expect.any(String) } });
	for (let n = 1; n <= cards; n += 1) {
		leader.edit((doc) => goToCard(doc, maria, n, at(Date.now())));
		await Promise.all(seen(n));
	}
	leader.close();
}

/** A wall over the same board, with a clock that runs an hour in steps of five seconds. */
async function anHourOf(zone: WallPolicy['zone']) {
	const wall = {
		...SETTINGS,
		zone,
		id: 'w',
		boards: ['front-desk' as BoardId],
		pairedBy: maria,
		pairedAt: at(1),
		lastSeen: at(1)
	};
	const doc = client.doc;
	const room = { board: { id: 'front-desk', title: 'Front Desk', department: 'front-desk' }, ended: false };
	const committed = async (use: (from: typeof doc) => unknown) => use(doc);
	const inRoom = { ...room, committed, join: () => undefined, leave: () => undefined };
	const hub = new WallHub({
		walls: { find: () => wall, seen: () => undefined } as never,
		rooms: { enter: async () => ({ room: inRoom, leave: () => undefined }) } as never,
		accounts: { practice: () => ({ name: 'Harbor', timeZone: 'America/New_York' }), person: () => null } as never,
		build: null,
		now: () => Date.now() as Instant,
		failed: (error) => expect.unreachable(String(error))
	});
	const reader = hub.open('w' as never).getReader();
	let bytes = '';
	const decoder = new TextDecoder();
	const reading = (async () => {
		for (;;) {
			const { value, done } = await reader.read();
			if (done) return;
			bytes += decoder.decode(value);
		}
	})();
	for (let i = 0; i < 720; i += 1) await vi.advanceTimersByTimeAsync(5_000);
	hub.close();
	await reading;
	return { bytes, views: bytes.match(/^event: view$/gm)?.length ?? 0 };
}
