import { request } from 'playwright';
import type * as Y from 'yjs';
import { addCard } from '#domain/board/cards.ts';
import { allCards, allColumns } from '#domain/board/queries.ts';
import { CATEGORIES } from '#domain/board/schema.ts';
import type { CardId, Due, Instant, PersonId } from '#domain/ids.ts';
import type { Practice } from '../browser/practice.ts';
import { RawClient } from '../sync/client.ts';
import { until } from '../sync/practice.ts';

/** A live update may hold 256 kB. */
const AT_ONCE = 300;

const WHAT = [
	'Verify insurance',
	'Call back about the referral',
	'Fax the plan of care',
	'Rebook the no-show',
	'Ask for'
];
const ABOUT = [
	'before the Monday evaluation',
	'for the knee patient',
	'with the HMO plan',
	'since Nov 16',
	'and scan it'
];

/** Fills boards of the demo with believable cards until each shows so many, spread evenly over its columns. */
export async function fillBoards(practice: Practice, sizes: ReadonlyMap<string, number>): Promise<void> {
	const { api, cookie } = await manager(practice);
	const people = ((await (await api.get('/api/people')).json()) as { id: PersonId }[]).map(({ id }) => id);
	const { person } = (await (await api.get('/api/me')).json()) as { person: { id: PersonId } };
	for (const [board, size] of sizes) {
		const client = await new RawClient(practice as never, board, cookie).join();
		while (allCards(client.doc).length < size) {
			const missing = size - allCards(client.doc).length;
			client.edit((doc) => addSome(doc, Math.min(AT_ONCE, missing), people, person.id));
			const sent = client.acks.length;
			await until(() => client.acks.length > sent || client.closed !== null, 120_000);
			if (client.closed !== null) throw new Error(`the server closed the board: ${client.closed}`);
		}
		client.close();
	}
	await api.dispose();
}

/** Changes a board as its manager does, without a screen. */
export async function editBoard(practice: Practice, board: string, change: (doc: Y.Doc) => unknown): Promise<void> {
	const { api, cookie } = await manager(practice);
	const client = await new RawClient(practice as never, board, cookie).join();
	const sent = client.acks.length;
	client.edit(change);
	await until(() => client.acks.length > sent || client.closed !== null);
	client.close();
	await api.dispose();
}

async function manager(practice: Practice) {
	const api = await request.newContext({ baseURL: practice.url });
	await practice.signIn(api, 'Maria');
	const { cookies } = await api.storageState();
	return { api, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
}

function addSome(doc: Y.Doc, count: number, people: readonly PersonId[], author: PersonId): void {
	const columns = allColumns(doc);
	const start = allCards(doc).length;
	for (let i = start; i < start + count; i += 1) {
		const at = Date.UTC(2026, 10, 1, 12) as Instant;
		const outcome = addCard(
			doc,
			{
				id: `c${i}x`.padEnd(21, '0') as CardId,
				title: `${WHAT[i % 5]} ${ABOUT[Math.floor(i / 5) % 5]}, no. ${i}`,
				column: columns[i % columns.length]!.id,
				owner: people[i % people.length]!,
				due: `2026-12-${String(1 + (i % 28)).padStart(2, '0')}T${String(8 + (i % 10)).padStart(2, '0')}:00` as Due,
				category: CATEGORIES[i % 4]!,
				origin: { kind: 'person', person: author, at }
			},
			at
		);
		if (!outcome.ok) throw new Error(outcome.refusal.code);
	}
}
