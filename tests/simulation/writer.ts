import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { addCard } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { cardsOf, readComments } from '#domain/board/schema.ts';
import type { BoardId, CardId, CommentId, PersonId } from '#domain/ids.ts';
import { openDatabase } from '../../server/adapters/sqlite/database.ts';
import { sqliteJournal } from '../../server/adapters/sqlite/journal.ts';
import { firstBrokenRow } from '../../server/adapters/sqlite/record.ts';
import { at, cardId, newCard } from '../domain/board.ts';
import { RawClient } from '../sync/client.ts';
import { until, type Practice } from '../sync/practice.ts';

/** More than any card has, and fewer than a card may have. */
const COMMENTS_A_CARD = 200;

/** Where a writer finds the server, and whose session it has. */
type Where = Pick<Practice, 'url' | 'manager'>;

/** Somebody who goes on writing through every fault, and remembers what the server promised. */
export class Writer {
	readonly name: string;
	readonly person: PersonId;
	/** The cards it has written on; the last is the one it writes on now. */
	readonly cards: CardId[] = [];
	readonly promised = new Set<string>();
	readonly #practice: Where;
	#client: RawClient;
	/** The comments written on this connection, each with the number of messages sent when it went out. */
	#sent: { comment: string; message: number }[] = [];
	#messages = 0;
	#written = 0;

	constructor(practice: Where, name: string, person: PersonId) {
		this.#practice = practice;
		this.name = name;
		this.person = person;
		this.#client = this.#connect(new Y.Doc());
	}

	get doc(): Y.Doc {
		return this.#client.doc;
	}

	get written(): number {
		return this.#written;
	}

	get connected(): boolean {
		return this.#client.socket.readyState === 1;
	}

	#connect(doc: Y.Doc): RawClient {
		this.#messages = 0;
		this.#sent = [];
		return new RawClient(this.#practice as Practice, 'front-desk', this.#practice.manager, {
			doc,
			onSync: (kind) => {
				this.#messages += 1;
				if (kind === 'update') return;
				// What earlier connections left unsaid is in the step 2 that answers the server's step 1.
				for (const comment of commentsIn(doc, this.cards)) this.#sent.push({ comment, message: this.#messages });
			}
		});
	}

	async reconnect(): Promise<void> {
		this.#client.close();
		this.#client = this.#connect(this.#client.doc);
		await this.#client.join();
		await until(() => this.#client.acks.length > 0 || !this.connected);
	}

	async start(): Promise<void> {
		await this.#client.join();
		this.#newCard();
	}

	/** How many of its comments a replica shows. */
	shownIn(doc: Y.Doc): number {
		return commentsIn(doc, this.cards).length;
	}

	write(): void {
		if (!this.connected) return;
		if (this.#written % COMMENTS_A_CARD === COMMENTS_A_CARD - 1) this.#newCard();
		const card = this.cards.at(-1)!;
		const id = `k${this.#written++}` as CommentId;
		const text = `${this.name} ${id}`;
		this.#client.edit((doc) => addComment(doc, card, { id, author: this.person, text }, at(2)));
		this.#sent.push({ comment: id, message: this.#messages });
	}

	/** Takes down every comment that is covered by an acknowledgement. */
	note(): void {
		const durable = this.#client.acks.at(-1) ?? 0;
		for (const { comment, message } of this.#sent) if (message <= durable) this.promised.add(comment);
		this.#sent = this.#sent.filter(({ message }) => message > durable);
	}

	close(): void {
		this.#client.close();
	}

	#newCard(): void {
		const name = `${this.name}x${String(this.cards.length).padStart(4, '0')}`;
		this.cards.push(cardId(name));
		const origin = { kind: 'person' as const, person: this.person, at: at(1) };
		this.#client.edit((doc) => addCard(doc, newCard(name, { origin }), at(1)));
	}
}

function commentsIn(doc: Y.Doc, cards: readonly CardId[]): string[] {
	return cards.flatMap((card) => {
		const entry = cardsOf(doc).get(card);
		return entry ? readComments(entry).map(({ id }) => id) : [];
	});
}

/** @returns how many edits have been promised to be durable; each of them is found in a copy of the database. */
export async function checkDatabase(dataDir: string, writers: readonly Writer[]): Promise<number> {
	const copy = mkdtempSync(join(tmpdir(), 'daybreak-copy-'));
	cpSync(dataDir, copy, { recursive: true });
	const db = openDatabase(join(copy, 'daybreak.db'));
	const stored = (await sqliteJournal(db).load('front-desk' as BoardId))!;
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of [stored.snapshot, ...stored.updates]) if (update) Y.applyUpdate(doc, update);
	});
	expect(doc.store.pendingStructs).toBeNull();
	for (const { cards, promised } of writers) {
		const kept = new Set(commentsIn(doc, cards));
		expect([...promised].filter((id) => !kept.has(id))).toEqual([]);
	}
	const twice = db
		.prepare(
			"SELECT json_extract(change, '$.comment') FROM activity WHERE json_extract(change, '$.kind') = 'comment-added' GROUP BY card, 1 HAVING count(*) > 1"
		)
		.all();
	expect(twice).toEqual([]);
	expect(firstBrokenRow(db)).toBeNull();
	db.close();
	rmSync(copy, { recursive: true });
	return writers.reduce((sum, { promised }) => sum + promised.size, 0);
}
