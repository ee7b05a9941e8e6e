import { ownRecord, patientCards, searchRecord, type RecordedCard, type RecordPage } from '$lib/client/record.ts';
import type { RecordChoice, RecordEntry } from '#domain/activity/events.ts';
import { sentenceFor } from '../account/problem-words.ts';

/** What was found in the record, a page at a time; the last choice counts, however late its answer comes. */
export class RecordSearch {
	readonly #own: boolean;
	#asked = 0;
	choice = $state.raw<RecordChoice>({});
	pages = $state.raw<readonly RecordPage[]>([]);
	/** Those of the patient that was asked for. */
	patientCards = $state.raw<readonly RecordedCard[] | null>(null);
	busy = $state(false);
	trouble = $state('');

	/** @param own only what concerns whoever asks. */
	constructor(own: boolean) {
		this.#own = own;
	}

	get entries(): readonly RecordEntry[] {
		return this.pages.flatMap(({ entries }) => entries);
	}

	get next(): number | null {
		return this.pages.at(-1)?.next ?? null;
	}

	/** Starts anew with another choice. */
	async look(choice: RecordChoice): Promise<void> {
		this.choice = choice;
		await this.#ask(async () => {
			const cards = choice.patient === undefined ? null : await patientCards(choice.patient);
			const page = await this.#page(null);
			return () => {
				this.patientCards = cards;
				this.pages = [page];
			};
		});
	}

	async earlier(): Promise<void> {
		const { next } = this;
		if (next === null || this.busy) return;
		await this.#ask(async () => {
			const page = await this.#page(next);
			return () => (this.pages = [...this.pages, page]);
		});
	}

	#page(before: number | null): Promise<RecordPage> {
		return this.#own ? ownRecord(before) : searchRecord(this.choice, before);
	}

	async #ask(work: () => Promise<() => void>): Promise<void> {
		const asked = (this.#asked += 1);
		this.busy = true;
		try {
			const show = await work();
			if (asked !== this.#asked) return;
			show();
			this.trouble = '';
		} catch (error) {
			if (asked === this.#asked) this.trouble = sentenceFor(error);
		} finally {
			if (asked === this.#asked) this.busy = false;
		}
	}
}
