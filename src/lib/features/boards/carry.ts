import type { CardId } from '#domain/ids.ts';
import type { BoardScreen } from './board-screen.svelte.ts';
import { bringIntoSight } from './keep-focus.ts';
import { indexAt, landingOf, othersIn, standsAlready, stepFrom, type Direction, type Landing } from './landing.ts';
import { messageFor } from './refusal-messages.ts';
import { WORDS } from './words.ts';

/** Carrying cards by keys: the focus stays where it was, a line shows where they would land, and words tell the ear. */
export class Carry {
	readonly #screen: BoardScreen;
	#name = '';

	constructor(screen: BoardScreen) {
		this.#screen = screen;
	}

	get active(): boolean {
		return this.#name !== '';
	}

	pickUp(id: CardId): void {
		const { hand, live } = this.#screen;
		const held = hand.with(id);
		const landing = landingOf(this.#screen, held);
		if (!landing) return;
		this.#name = held.length === 1 ? (live.view.card(id)?.title ?? '') : WORDS.selected.cards(held.length);
		hand.held = held;
		hand.landing = landing;
		this.#screen.said = WORDS.carry.pickedUp(this.#name);
	}

	step(direction: Direction): void {
		const { hand } = this.#screen;
		const next = hand.landing && stepFrom(this.#screen, hand.held, hand.landing, direction);
		if (next) {
			hand.landing = next;
			const beside = typeof next.spot === 'string' ? null : 'before' in next.spot ? next.spot.before : next.spot.after;
			void bringIntoSight(this.#screen, next.column, beside);
		}
		this.#screen.said = next ? this.#where(next) : WORDS.carry.edge;
	}

	drop(): void {
		const { held, landing } = this.#screen.hand;
		const [name, where] = [this.#name, landing && this.#where(landing)];
		if (!landing || standsAlready(this.#screen, held, landing)) return this.putBack();
		this.#end();
		this.#screen.move(held, landing.column, landing.spot, () => WORDS.carry.dropped(name, where!));
	}

	putBack(): void {
		const [name, [id]] = [this.#name, this.#screen.hand.held];
		this.#end();
		this.#screen.said = WORDS.carry.putBack(name);
		if (id) void bringIntoSight(this.#screen, null, id);
	}

	/** The focus has left. @param gone the card that took it away from the board; null when the person left it. */
	leave(gone: CardId | null): void {
		if (!gone) return this.putBack();
		this.#end();
		this.#screen.problem = messageFor({ code: 'card-gone', card: gone });
	}

	#end(): void {
		this.#name = '';
		this.#screen.hand.letGo();
	}

	#where({ column, spot }: Landing): string {
		const { hand } = this.#screen;
		const others = othersIn(this.#screen, column, hand.held);
		const title = this.#screen.columns.find(({ id }) => id === column)?.title ?? '';
		return WORDS.carry.at(title, indexAt(others, spot) + 1, others.length + hand.held.length);
	}
}
