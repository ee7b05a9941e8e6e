import type * as Y from 'yjs';
import { addCard, finishCard, setField } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { allColumns } from '#domain/board/queries.ts';
import { cardsOf } from '#domain/board/schema.ts';
import { editText } from '#domain/board/text.ts';
import type { CardId, CommentId, Instant, PersonId } from '#domain/ids.ts';
import { cardId, newCard } from '../domain/board.ts';

interface Team {
	readonly team: readonly PersonId[];
	readonly cards: number;
	readonly loads: number;
	readonly seed: number;
}

export interface Edit {
	readonly update: Uint8Array;
	readonly person: PersonId;
}

const WORDS = ['visit', 'plan', 'insurance', 'referral', 'call', 'fax', 'evaluation', 'progress note', 'copay', 'form'];

/** A team's days on its board: cards are made, and live on for some days until they are finished. */
export class Workday {
	readonly #team: Team;
	/** Cards by the day on which they are finished. */
	readonly #open: CardId[][] = [];
	#day = 0;
	#made = 0;

	constructor(team: Team) {
		this.#team = team;
	}

	/** All edits of the next day, each made under the client id of its author's latest page. */
	*of(doc: Y.Doc, tick: () => Instant): Generator<Edit> {
		const { team, cards, loads } = this.#team;
		let latest: Uint8Array | null = null;
		doc.on('update', (update: Uint8Array) => (latest = update));
		const finished = this.#open[this.#day] ?? [];
		const steps = cards * 5 + finished.length;
		const pages = team.length * loads;
		let step = 0;
		const edit = (change: (person: PersonId) => unknown): Edit[] => {
			const page = Math.floor((step++ / steps) * pages);
			const person = team[page % team.length]!;
			// Who opens the page writes under a new id; the same document serves all who load it today.
			if (Math.floor(((step - 2) / steps) * pages) !== page) doc.clientID = Math.floor(Math.random() * 2 ** 32);
			latest = null;
			doc.transact(() => void change(person));
			return latest ? [{ update: latest, person }] : [];
		};
		for (let i = 0; i < cards; i++) yield* this.#card(doc, tick, edit);
		for (const card of finished) {
			if (cardsOf(doc).has(card)) yield* edit(() => finishCard(doc, card, tick()));
		}
		this.#day += 1;
	}

	*#card(doc: Y.Doc, tick: () => Instant, edit: (change: (person: PersonId) => unknown) => Edit[]): Generator<Edit> {
		const n = this.#made++;
		const name = `y${this.#team.seed}n${n}x`;
		const card = cardId(name);
		const [first, second] = allColumns(doc).map(({ id }) => id);
		const word = (i: number) => WORDS[(n * 7 + i * 3) % WORDS.length]!;
		yield* edit((person) => {
			const now = tick();
			const origin = { kind: 'person' as const, person, at: now };
			return addCard(doc, newCard(name, { title: `${word(1)} about ${word(2)} ${n}`, origin, column: first! }), now);
		});
		yield* edit(() => editText(doc, card, 'description', `Asked for the ${word(3)} of the ${word(4)}, no answer yet.`));
		yield* edit(() =>
			cardsOf(doc)
				.get(card)!
				.set('place', { column: second!, order: `a${n}V`, since: tick() })
		);
		yield* edit((person) =>
			addComment(
				doc,
				card,
				{ id: `k${n}` as CommentId, author: person, text: `Left word about the ${word(5)}.` },
				tick()
			)
		);
		yield* edit(() => setField(doc, card, 'patient', `J.M. ${n % 900}`));
		// Most are done within the week, some take three.
		const done = this.#day + 1 + (n % 10 === 0 ? 15 : n % 5);
		(this.#open[done] ??= []).push(card);
	}
}
