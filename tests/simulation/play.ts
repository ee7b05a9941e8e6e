import * as Y from 'yjs';
import { SYSTEM } from '#domain/activity/changes.ts';
import { writeFirstContent } from '#domain/board/columns.ts';
import { DEPARTMENT_TEMPLATES } from '#domain/board/departments.ts';
import type { Instant, LineageId, PersonId } from '#domain/ids.ts';
import { memoryJournal } from '../../server/adapters/memory/journal.ts';
import type { Journal } from '../../server/ports/journal.ts';
import { replica } from '../domain/board.ts';
import { seeded } from '../setup/random.ts';
import { Clock } from './clock.ts';
import { BOARD, Disk, type DiskMode } from './disk.ts';
import { gesture, one, type Hand } from './gestures.ts';
import { Model } from './model.ts';
import { Tab } from './tab.ts';
import { SimulatedServer, type Plant } from './wire.ts';

const PEOPLE = ['p-ana', 'p-ben', 'p-cleo', 'p-dan'] as PersonId[];
const LINEAGE = 'simulated' as LineageId;

/** Longer than a room rests after a failed commit. */
const LONGEST_REST_MS = 25_000;

/** The client id that wrote the board's first content; tabs count up from the next. */
const FOUNDER = 99;

/** An empty Front Desk board, the same in every run. */
export function newBoard(): Journal {
	const template = DEPARTMENT_TEMPLATES['front-desk'];
	const doc = replica(FOUNDER);
	writeFirstContent(doc, template);
	const author = { person: SYSTEM, device: null };
	const first = { update: Y.encodeStateAsUpdate(doc), author, at: 0 as Instant, occurrences: [] };
	const board = { id: BOARD, department: 'front-desk' as const, title: template.title, lineage: LINEAGE };
	const clients = [[FOUNDER, SYSTEM]] as const;
	const rest = { clients, cards: [], removed: [] };
	return memoryJournal([{ board, commit: { board: BOARD, lineage: LINEAGE, seq: 1, updates: [first], ...rest } }]);
}

/** Some people at their tabs, one server, and a seed that decides everything that happens. */
export class Play {
	readonly clock = new Clock();
	readonly violations: string[] = [];
	readonly disk: Disk;
	readonly server: SimulatedServer;
	readonly model = new Model();
	readonly journal: Journal;
	tabs: Tab[] = [];
	readonly #random: () => number;
	readonly #hand: Hand;
	readonly #personOf = new Map<number, PersonId>([[FOUNDER, SYSTEM]]);
	#clients = FOUNDER;
	#fresh = 0;

	constructor(seed: number, plant: Plant = {}, journal = newBoard()) {
		this.#random = seeded(seed);
		this.journal = journal;
		this.disk = new Disk(journal, (client) => this.#personOf.get(client), this.violations);
		this.server = new SimulatedServer(this.disk, this.clock, plant);
		const people = PEOPLE.slice(0, 2 + this.#below(3));
		const now = () => this.clock.now as Instant;
		this.#hand = { model: this.model, people, now, random: this.#random, fresh: () => ++this.#fresh };
		const tabs = 2 + this.#below(7);
		for (let i = 0; i < tabs; i++) this.tabs.push(this.#tab(people[i % people.length]!));
	}

	/** Lets so many things happen; stops at the first that must not. */
	async run(steps: number): Promise<void> {
		await this.disk.open();
		for (const tab of this.tabs) tab.connect();
		for (let i = 0; i < steps && this.violations.length === 0; i++) {
			await this.#step(one(STEPS, this.#random));
			await this.clock.settle();
		}
	}

	/** Heals everything, and lets all that is under way arrive. */
	async rest(): Promise<void> {
		this.disk.mode = 'prompt';
		await this.disk.release(false);
		for (const link of this.server.halfOpen) this.server.hangUp(link);
		await this.clock.pass(LONGEST_REST_MS);
		for (let round = 0; round < 200 && this.violations.length === 0; round++) {
			for (const tab of this.tabs) if (!tab.link || tab.link.severed) tab.connect();
			await this.clock.settle();
			if (!this.#deliverAll() && this.#quiet) return;
			await this.clock.pass(round < 20 ? 0 : 1_000);
		}
		if (this.violations.length === 0) this.violations.push('what was said is never acknowledged');
	}

	get #quiet(): boolean {
		return this.tabs.every((tab) => tab.synced && tab.acknowledged && tab.link?.up.length === 0);
	}

	async #step(step: Step): Promise<void> {
		const tab = one(this.tabs, this.#random);
		switch (step) {
			case 'gesture':
				return gesture(tab, this.#hand);
			case 'up':
				return void this.#deliver(tab, 'up', 1 + this.#below(4));
			case 'down':
				return void this.#deliver(tab, 'down', 1 + this.#below(4));
			case 'disk':
				return this.#turnDisk();
			case 'time':
				return this.clock.pass(one([1, 100, 600, 3_000, 15_000], this.#random));
			case 'kill':
				if (this.#random() < 0.5) await this.disk.release(this.#random() < 0.5);
				return this.server.kill();
			case 'restart':
				return this.#restart();
			default:
				return this.#stepOf(tab, step);
		}
	}

	#stepOf(tab: Tab, step: TabStep): void {
		switch (step) {
			case 'connect':
				if (!tab.link || tab.link.severed) tab.connect();
				return;
			case 'cut':
				if (tab.link) this.server.hangUp(tab.link);
				return tab.hangUp();
			case 'half-open':
				return tab.hangUp();
			case 'unplugged':
				if (!tab.link) return;
				this.server.hangUp(tab.link);
				tab.link.severed = true;
				return;
			case 'noticed':
				for (const link of this.server.halfOpen) this.server.hangUp(link);
				return;
			case 'reload':
				tab.hangUp();
				this.tabs = this.tabs.map((each) => (each === tab ? this.#tab(tab.person, tab.doc) : each));
				return;
			case 'copied':
				this.tabs = this.tabs.map((each) =>
					each !== tab && each.person === tab.person ? this.#joined(each, tab) : each
				);
		}
	}

	/** A tab of the same person opens from the copy that another tab has left on the device. */
	#joined(old: Tab, from: Tab): Tab {
		old.hangUp();
		const both = new Y.Doc();
		for (const { doc } of [old, from]) Y.applyUpdate(both, Y.encodeStateAsUpdate(doc));
		return this.#tab(old.person, both);
	}

	async #turnDisk(): Promise<void> {
		const mode = one<DiskMode>(['prompt', 'prompt', 'slow', 'failing'], this.#random);
		await this.disk.release(this.disk.mode === 'slow' && this.#random() < 0.4);
		this.disk.mode = mode;
	}

	async #restart(): Promise<void> {
		this.disk.mode = 'prompt';
		const stopping = this.server.restart();
		await this.disk.release(false);
		await this.clock.settle();
		await stopping;
	}

	#deliver(tab: Tab, way: 'up' | 'down', most: number): boolean {
		const { link } = tab;
		if (!link) return false;
		let moved = false;
		for (let i = 0; i < most && link === tab.link; i++) {
			const [up, down] = way === 'up' ? [link.up.shift(), undefined] : [undefined, link.down.shift()];
			if (!up && !down) break;
			moved = true;
			if (up) this.server.receive(link, up);
			if (down) tab.hear(down);
		}
		return moved;
	}

	#deliverAll(): boolean {
		let moved = false;
		for (const tab of this.tabs) {
			if (this.#deliver(tab, 'up', Infinity)) moved = true;
			if (this.#deliver(tab, 'down', Infinity)) moved = true;
		}
		return moved;
	}

	#tab(person: PersonId, copy?: Y.Doc): Tab {
		this.#clients += 1;
		this.#personOf.set(this.#clients, person);
		const caller = { person, extended: this.#random() < 0.8, namesLineage: this.#random() < 0.7 };
		const tab = new Tab(this.server, caller, this.#clients, this.violations, copy);
		tab.onOwnChange((transaction) => this.model.assigned(transaction));
		return tab;
	}

	#below(end: number): number {
		return Math.floor(this.#random() * end);
	}
}

type TabStep = 'connect' | 'cut' | 'half-open' | 'unplugged' | 'noticed' | 'reload' | 'copied';
type Step = TabStep | 'gesture' | 'up' | 'down' | 'disk' | 'time' | 'kill' | 'restart';

const WEIGHTS: Readonly<Record<Step, number>> = {
	...{ gesture: 90, up: 45, down: 45, connect: 14, time: 8, disk: 8 },
	...{ cut: 3, 'half-open': 3, unplugged: 3, noticed: 2, reload: 2, copied: 1, kill: 2, restart: 1 }
};
const STEPS = (Object.entries(WEIGHTS) as [Step, number][]).flatMap(([step, weight]) =>
	Array.from({ length: weight }, () => step)
);
