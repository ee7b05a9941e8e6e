import type * as Y from 'yjs';
import { addComment } from '#domain/board/comments.ts';
import { cardsOf, readComments } from '#domain/board/schema.ts';
import type { CommentId } from '#domain/ids.ts';
import { until } from '../sync/practice.ts';
import { at, cardId } from '../domain/board.ts';
import type { House, Member } from './house.ts';
import { Replica } from './replica.ts';
import type { Target } from './targets.ts';
import { edit, firstEdit, putOff } from './work.ts';

/** More comments than this on one card, and the next one is begun. */
const COMMENTS_A_CARD = 150;

/** A person at a desk who writes comments and changes fields, reloads the page, and remembers what was promised. */
export class Somebody {
	readonly board: string;
	/** Milliseconds from each edit to its acknowledgement. */
	readonly waits: number[] = [];
	readonly #target: Target;
	readonly #member: Member;
	readonly #number: number;
	readonly #promised: string[] = [];
	#page: Replica | null = null;
	#open: { n: number; at: number; comment: string | null }[] = [];
	#card = '';
	#cards = 0;
	#comments = 0;
	written = 0;
	/** What its connections were cut off with; what was not acknowledged then is given up. */
	readonly cuts: number[] = [];
	#timers: NodeJS.Timeout[] = [];
	#leaving = false;

	constructor({ target }: House, member: Member, board: string, number: number) {
		this.#target = { ...target, port: target.port, headers: { cookie: member.cookie }, person: member.person };
		this.#member = member;
		this.board = board;
		this.#number = number;
	}

	async arrive(): Promise<this> {
		const page = await new Replica(this.#target, this.board).joined();
		page.onMessage = () => this.#hear(page);
		this.#page = page;
		if (this.#card === '') this.#newCard(page);
		return this;
	}

	/** Goes on until it is told to finish. */
	work(everyMs: () => number, delayMs: number): void {
		const again = () => {
			if (this.#leaving) return;
			this.#write();
			this.#later(again, everyMs() * (0.5 + Math.random()));
		};
		this.#later(again, delayMs);
	}

	reloadEvery(everyMs: number, delayMs: number): void {
		const again = () => {
			void this.#reload().then(() => this.#later(again, everyMs));
		};
		this.#later(again, delayMs + 1_000);
	}

	/** Writes no more, and waits until all that was written is acknowledged. */
	async finish(): Promise<void> {
		this.#leaving = true;
		this.#timers.forEach(clearTimeout);
		await until(() => this.#page !== null);
		await this.#settled(this.#page!);
	}

	leave(): void {
		this.#leaving = true;
		this.#timers.forEach(clearTimeout);
		this.#page?.close();
	}

	/** How many of the comments that were promised to it are not there. */
	missingIn(doc: Y.Doc): number {
		const there = new Set<string>();
		for (let i = 1; i <= this.#cards; i++) {
			const entry = cardsOf(doc).get(cardId(this.#nameOf(i)));
			if (entry) for (const { id } of readComments(entry)) there.add(id);
		}
		return this.#promised.filter((id) => !there.has(id)).length;
	}

	#later(run: () => void, ms: number): void {
		if (!this.#leaving) this.#timers.push(setTimeout(run, ms));
		if (this.#timers.length > 50) this.#timers.splice(0, 40);
	}

	#nameOf(card: number): string {
		return `s${this.#number}n${card}x`;
	}

	#newCard(page: Replica): void {
		this.#cards += 1;
		this.#card = this.#nameOf(this.#cards);
		this.#sent(firstEdit(page, this.#target, this.#card), null);
	}

	#write(): void {
		const page = this.#page;
		if (!page) return;
		this.written += 1;
		if (this.written % 3 === 1) return this.#sent(putOff(page, this.#card, this.written), null);
		if (this.written % 3 === 2) return this.#sent(edit(page, this.#card, this.written), null);
		if (this.#comments++ % COMMENTS_A_CARD === COMMENTS_A_CARD - 1) this.#newCard(page);
		const id = `k${this.#number}n${this.written}` as CommentId;
		const comment = { id, author: this.#member.person, text: `Called again, no. ${this.written}` };
		this.#sent(
			page.edit((doc) => void addComment(doc, cardId(this.#card), comment, at(2))),
			id
		);
	}

	#sent(n: number, comment: string | null): void {
		this.#open.push({ n, at: performance.now(), comment });
	}

	#hear(page: Replica): void {
		const now = performance.now();
		const done = this.#open.filter(({ n }) => n <= page.saved);
		if (done.length === 0) return;
		this.#open = this.#open.filter(({ n }) => n > page.saved);
		for (const { at: sent, comment } of done) {
			this.waits.push(now - sent);
			if (comment) this.#promised.push(comment);
		}
	}

	/** A new page has a new replica and a new client id; all that the old one said was acknowledged before. */
	async #reload(): Promise<void> {
		if (this.#leaving) return;
		const page = this.#page;
		this.#page = null;
		if (page) await this.#settled(page);
		page?.close();
		await this.arrive();
	}

	async #settled(page: Replica): Promise<void> {
		await until(() => this.#open.length === 0 || page.closed !== null, 120_000);
		if (page.closed === null) return;
		this.cuts.push(page.closed);
		this.#open = [];
	}
}
