import { setImmediate } from 'node:timers/promises';
import { Hono, type Context } from 'hono';
import { can } from '#domain/access/can.ts';
import type { RecordChoice, RecordEntry } from '#domain/activity/events.ts';
import { bodyOf } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { note } from '../../http/note.ts';
import { Problem } from '../../http/problem.ts';
import { whoAsks } from '../../http/refusals.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { Accounts } from '../../ports/accounts.ts';
import type { BoardDirectory, BoardSummary } from '../../ports/boards.ts';
import type { RecordReader } from '../../ports/record.ts';
import { CHOICE, PAGE_BELOW } from './choice.ts';
import { COLUMNS, csvLine, csvRow, type CsvNames } from './csv.ts';

const PAGE = 100;
/** Between so many lines, others get their turn. */
const SLICE = 500;

export interface RecordRoutesDeps {
	readonly reader: RecordReader;
	readonly accounts: Pick<Accounts, 'people' | 'practice'>;
	readonly boards: Pick<BoardDirectory, 'list'>;
}

/** Who did, saw and was refused what; for managers and the privacy officer, and for each person what concerns them. */
export function recordRoutes(deps: RecordRoutesDeps) {
	const { reader } = deps;
	return new Hono<AppEnv>()
		.post('/record/search', async (c) => {
			requireReader(c);
			const choice = await bodyOf(c, CHOICE);
			const { before = null } = await bodyOf(c, PAGE_BELOW);
			const witness = c.get('witness');
			witness.flush();
			// Whichever page is asked for first.
			witness.recordRead(whoAsks(c), choice);
			return c.json(pageOf(deps, reader.read(choice, before, PAGE + 1)));
		})
		.post('/record/patient-cards', async (c) => {
			requireReader(c);
			const { patient } = await bodyOf(c, CHOICE);
			if (!patient) return c.json([]);
			c.get('witness').recordRead(whoAsks(c), { patient });
			return c.json(reader.cardsOfPatient(patient));
		})
		.post('/record/csv', async (c) => {
			requireReader(c);
			const choice = await bodyOf(c, CHOICE);
			c.get('witness').flush();
			const { lines, before } = await countOf(reader, choice);
			note(c, { kind: 'exported', what: 'record', count: lines, choice });
			c.header('Content-Type', 'text/csv; charset=utf-8');
			c.header('Content-Disposition', 'attachment; filename="daybreak-record.csv"');
			return c.body(csvOf(deps, choice, before));
		})
		.post('/record/mine', async (c) => {
			const { person } = signedIn(c);
			const { before = null } = await bodyOf(c, PAGE_BELOW);
			c.get('witness').flush();
			const entries = reader.read({ person: person.id }, before, PAGE + 1);
			const boards = deps.boards.list().filter((board) => can(person, 'open-board', board));
			return c.json(pageOf(deps, entries, boards));
		});
}

function requireReader(c: Context<AppEnv>) {
	const session = signedIn(c);
	if (can(session.person, 'read-record')) return session;
	throw new Problem(403, say('onlyRecordReaders'), { code: 'not-allowed' });
}

/**
 * @param entries one more than the page holds, when there are more.
 * @param only what is on other boards is left out, and so are their names: what somebody did there stays there when
 * they leave.
 */
function pageOf(deps: RecordRoutesDeps, entries: readonly RecordEntry[], only?: readonly BoardSummary[]) {
	const boards = only ?? deps.boards.list();
	const page = entries.slice(0, PAGE);
	const shown = only ? page.filter(({ board }) => board === null || only.some(({ id }) => id === board)) : page;
	return {
		entries: shown,
		next: entries.length > PAGE ? page.at(-1)!.seq : null,
		cards: deps.reader.cardsIn(shown),
		boards: boards.map(({ id, title }) => ({ id, title })),
		devices: Object.fromEntries(deps.reader.devicesIn(shown))
	};
}

/** How many lines an export will have, and the number that they all stay below: it grows while they are read. */
async function countOf(reader: RecordReader, choice: RecordChoice): Promise<{ lines: number; before: number }> {
	let [lines, before] = [0, 0];
	for await (const slice of slices(reader, choice, null)) {
		if (lines === 0) before = slice[0]!.seq + 1;
		lines += slice.length;
	}
	return { lines, before };
}

async function* slices(reader: RecordReader, choice: RecordChoice, before: number | null) {
	for (let from = before; ;) {
		const slice = reader.read(choice, from, SLICE);
		if (slice.length > 0) yield slice;
		if (slice.length < SLICE) return;
		from = slice.at(-1)!.seq;
		await setImmediate();
	}
}

function csvOf(deps: RecordRoutesDeps, choice: RecordChoice, before: number): ReadableStream<Uint8Array> {
	const words = new TextEncoder();
	const practice = deps.accounts.practice();
	const lines = slices(deps.reader, choice, before);
	return new ReadableStream({
		// A byte order mark, without which Excel takes UTF-8 for something else.
		start: (controller) => controller.enqueue(words.encode(`\uFEFF${csvRow(COLUMNS)}`)),
		async pull(controller) {
			const { value, done } = await lines.next();
			if (done) return controller.close();
			const names = namesFor(deps, value, practice?.timeZone ?? 'UTC');
			controller.enqueue(words.encode(value.map((entry) => csvLine(entry, names)).join('')));
		},
		async cancel() {
			await lines.return();
		}
	});
}

function namesFor(
	{ reader, accounts, boards }: RecordRoutesDeps,
	entries: readonly RecordEntry[],
	timeZone: string
): CsvNames {
	const people = new Map<string, string>(accounts.people().map(({ id, name }) => [id, name]));
	const titles = new Map<string, string>(boards.list().map(({ id, title }) => [id, title]));
	const cards = new Map(reader.cardsIn(entries).map((card) => [`${card.board}/${card.id}`, card]));
	const devices = reader.devicesIn(entries);
	return {
		person: (id) => people.get(id) ?? '',
		board: (id) => titles.get(id) ?? id,
		card: ({ board, card }) => cards.get(`${board}/${card}`),
		device: (session) => devices.get(session) ?? '',
		timeZone
	};
}
