import type * as Y from 'yjs';
import type { BoardId, CardId, LineageId } from '#domain/ids.ts';
import { done, type Outcome } from '#domain/refusal.ts';
import { applyKept, type KeptRefusal } from './apply-kept.ts';
import type { KeptEdit } from './kept-edits.ts';
import { dropKept, keepEdits, keptEditsOf } from './kept-store.ts';
import { retireCopies } from './local-copies.ts';
import type { Owner } from './local-names.ts';
import type { Replica } from './replica.ts';
import { serverNow } from './server-time.ts';
import { lineageEnds, settleKept } from './settle-kept.ts';
import type { Surroundings } from './surroundings.ts';

/** The edits of one person on one board that no replica will bring to the server, on the screen and on disk alike. */
export class KeptList {
	readonly #owner: Owner;
	readonly #board: BoardId;
	readonly #ask: Surroundings['lineageEnd'];
	#edits: readonly KeptEdit[] = $state.raw([]);

	constructor(owner: Owner, board: BoardId, ask: Surroundings['lineageEnd']) {
		this.#owner = owner;
		this.#board = board;
		this.#ask = ask;
	}

	get edits(): readonly KeptEdit[] {
		return this.#edits;
	}

	/** Does an edit again; a refused one stays. */
	apply(id: string, doc: Y.Doc): Outcome<CardId | null, KeptRefusal> {
		const edit = this.#edits.find((kept) => kept.id === id);
		if (!edit) return done(null);
		const outcome = applyKept(doc, edit, this.#owner.person, serverNow());
		if (outcome.ok) this.discard(id);
		return outcome;
	}

	discard(id: string): void {
		this.#edits = this.#edits.filter((kept) => kept.id !== id);
		void dropKept(this.#owner, id).catch(() => undefined);
	}

	/** @returns whether the edits are safe on disk; if not, this screen has them, and the copy they are in must stay. */
	async keep(edits: readonly KeptEdit[]): Promise<boolean> {
		this.#show(edits);
		return keepEdits(this.#owner, edits).then(
			() => true,
			() => false
		);
	}

	/** Takes in hand what waits on disk. */
	async load(): Promise<void> {
		this.#show(await keptEditsOf(this.#owner, this.#board).catch(() => []));
	}

	/** Deletes the board's copies but one, and takes in hand what was found in them that the server does not hold. */
	async retire(except: LineageId | null): Promise<void> {
		try {
			await retireCopies(this.#owner, this.#board, except);
			await this.load();
		} catch {
			// A disk that cannot be read now is tried again when the board is next opened.
		}
	}

	/** Takes off the list what turns out to have arrived, or can be repeated without touching anybody's work. */
	async settle(replica: Replica): Promise<void> {
		if (this.#edits.length === 0 || !replica.synced) return;
		const { doc, lineage } = replica;
		const ends = await lineageEnds(this.#edits, replica, this.#ask);
		if (!replica.synced) return;
		const today = { doc, lineage, me: this.#owner.person, now: serverNow() };
		for (const { id } of settleKept(this.#edits, ends, today)) this.discard(id);
	}

	#show(edits: readonly KeptEdit[]): void {
		const ids = new Set(edits.map(({ id }) => id));
		this.#edits = [...this.#edits.filter(({ id }) => !ids.has(id)), ...edits];
	}
}
