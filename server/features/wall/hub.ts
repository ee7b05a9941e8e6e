import { firstNameOf } from '#domain/people.ts';
import type { BoardId, CardId, Instant } from '#domain/ids.ts';
import { huddleOnWall, type HuddleOnWall } from '#domain/huddle/wall.ts';
import { huddleSlide, isOnWall } from '#domain/wall/huddle.ts';
import type { WallId } from '#domain/wall/settings.ts';
import { wallView, type WallBoard } from '#domain/wall/view.ts';
import type { Accounts } from '../../ports/accounts.ts';
import type { StoredWall, Walls } from '../../ports/walls.ts';
import type { Rooms } from '../../sync/rooms.ts';
import { BoardWatch } from './board-watch.ts';
import { HuddleWatch, HuddleWatches } from './huddle-watch.ts';
import { WallStream } from './stream.ts';

export interface WallHubDeps {
	readonly walls: Walls;
	readonly rooms: Pick<Rooms, 'enter'>;
	readonly accounts: Pick<Accounts, 'practice' | 'person'>;
	/** What the pages were built as; a screen that shows older ones reloads itself. Null while developing. */
	readonly build: string | null;
	readonly now: () => Instant;
	/** The huddles that run now. */
	readonly runningHuddles?: () => readonly { readonly id: BoardId }[];
	/** Called when a view could not be made; the screens say that they are no longer live. */
	readonly failed: (error: unknown) => void;
}

/** At most four views a second. */
const VIEW_EVERY_MS = 250;
/** A screen takes three missed beats for trouble. */
export const BEAT_MS = 5_000;
const SEEN_EVERY_MS = 60 * 60_000;
/** A reload opens the new stream before the old one is known to be gone. */
const MOST_STREAMS = 3;
/** How long a screen asks "can you read this?". */
const READING_LINE_MS = 90_000;

interface Screen {
	readonly streams: Set<WallStream>;
	lastSeen: Instant;
	/** Shows the line to be read from the farthest seat. */
	readUntil: number;
	/** It was told the boards as they are. Without that no beat goes out, and the screen says that it is not live. */
	current: boolean;
}

/** Tells every connected screen what it may show, when something changes and when a minute passes. */
export class WallHub {
	readonly #deps: WallHubDeps;
	readonly #screens = new Map<WallId, Screen>();
	readonly #watches = new Map<BoardId, BoardWatch>();
	readonly #huddles: HuddleWatches;
	readonly #beat: NodeJS.Timeout;
	#rendered = -Infinity;
	#minute = 0;
	#timer: NodeJS.Timeout | null = null;
	#rendering = false;
	#again = false;
	#ringEnds: NodeJS.Timeout | undefined;

	constructor(deps: WallHubDeps) {
		this.#deps = deps;
		this.#huddles = new HuddleWatches(
			() => (this.#connected().length > 0 ? (deps.runningHuddles?.() ?? []) : []),
			(id) => new HuddleWatch(id, deps.rooms, () => this.soon())
		);
		this.#beat = setInterval(() => this.#beatAll(), BEAT_MS).unref();
	}

	/** A stream for this wall; the view comes as soon as its boards are read. */
	open(id: WallId): ReadableStream<Uint8Array> {
		const screen = this.#screenOf(id);
		const stream = new WallStream(() => this.#closed(id, stream));
		screen.streams.add(stream);
		if (screen.streams.size > MOST_STREAMS) this.#drop(screen, [...screen.streams][0]!, null);
		this.#watchBoards();
		this.soon();
		return stream.body;
	}

	/** Settings changed, or something else that its view tells. */
	soon(): void {
		if (this.#timer) return;
		const wait = Math.max(0, this.#rendered + VIEW_EVERY_MS - performance.now());
		this.#timer = setTimeout(() => {
			this.#timer = null;
			void this.#render();
		}, wait);
	}

	changed(): void {
		this.#watchBoards();
		this.soon();
	}

	/** Ends a wall's streams; its screens go dark. */
	dark(id: WallId): void {
		const screen = this.#screens.get(id);
		if (!screen) return;
		this.#screens.delete(id);
		for (const stream of screen.streams) stream.end('gone');
		this.#watchBoards();
	}

	showReadingLine(id: WallId): void {
		this.#screenOf(id).readUntil = this.#deps.now() + READING_LINE_MS;
		this.soon();
	}

	standing(id: WallId): { connected: boolean; lastSeen: Instant | null } {
		const screen = this.#screens.get(id);
		return { connected: (screen?.streams.size ?? 0) > 0, lastSeen: screen?.lastSeen ?? null };
	}

	close(): void {
		clearInterval(this.#beat);
		clearTimeout(this.#ringEnds);
		if (this.#timer) clearTimeout(this.#timer);
		for (const { streams } of this.#screens.values()) for (const stream of streams) stream.end(null);
		for (const watch of this.#watches.values()) watch.close();
		this.#huddles.close();
		this.#screens.clear();
		this.#watches.clear();
	}

	#screenOf(id: WallId): Screen {
		const screen = this.#screens.get(id) ?? this.#newScreen();
		this.#screens.set(id, screen);
		return screen;
	}

	#newScreen(): Screen {
		return { streams: new Set(), lastSeen: this.#deps.now(), readUntil: 0, current: false };
	}

	#closed(id: WallId, stream: WallStream): void {
		const screen = this.#screens.get(id);
		if (!screen?.streams.delete(stream)) return;
		screen.lastSeen = this.#deps.now();
		this.#watchBoards();
	}

	#drop(screen: Screen, stream: WallStream, event: 'gone' | null): void {
		screen.streams.delete(stream);
		stream.end(event);
	}

	/** Reads along on exactly the boards that some connected screen shows, and in the huddles while there is one. */
	#watchBoards(): void {
		this.#huddles.follow();
		const wanted = new Set(this.#connected().flatMap(({ boards }) => boards));
		for (const [id, watch] of this.#watches) {
			if (wanted.has(id)) continue;
			watch.close();
			this.#watches.delete(id);
		}
		const { rooms, now, failed } = this.#deps;
		const watch = { rooms, now, failed, changed: () => this.soon() };
		for (const id of wanted) if (!this.#watches.has(id)) this.#watches.set(id, new BoardWatch(id, watch));
	}

	#connected(): StoredWall[] {
		const ids = [...this.#screens].filter(([, { streams }]) => streams.size > 0).map(([id]) => id);
		return ids.flatMap((id) => this.#deps.walls.find(id) ?? []);
	}

	#beatData(): string {
		return JSON.stringify({ at: this.#deps.now(), build: this.#deps.build });
	}

	#beatAll(): void {
		const data = this.#beatData();
		const now = this.#deps.now();
		for (const [id, screen] of this.#screens) {
			if (screen.streams.size === 0) continue;
			if (screen.current) for (const stream of screen.streams) stream.beat(data);
			else this.soon();
			if (now - screen.lastSeen < SEEN_EVERY_MS) continue;
			screen.lastSeen = now;
			this.#deps.walls.seen(id, now);
		}
		const waits = [...this.#watches.values()].some((watch) => watch.waits);
		if (waits || Math.floor(now / 60_000) !== this.#minute) this.soon();
	}

	async #render(): Promise<void> {
		if (this.#rendering) return void (this.#again = true);
		this.#rendering = true;
		this.#rendered = performance.now();
		try {
			await this.#renderAll();
		} catch (error) {
			for (const screen of this.#screens.values()) screen.current = false;
			this.#deps.failed(error);
		}
		this.#rendering = false;
		if (this.#again) this.soon();
		this.#again = false;
	}

	async #renderAll(): Promise<void> {
		const practice = this.#deps.accounts.practice();
		if (!practice) return;
		const boards = new Map<BoardId, WallBoard>();
		const read = async ([id, watch]: [BoardId, BoardWatch]) => [id, await watch.board()] as const;
		for (const [id, board] of await Promise.all([...this.#watches].map(read))) if (board) boards.set(id, board);
		const now = this.#deps.now();
		this.#minute = Math.floor(now / 60_000);
		const ringing = this.#ringingAt(now);
		const huddles = (await this.#huddles.huddles()).flatMap((huddle) => huddleOnWall(huddle, now) ?? []);
		for (const wall of this.#connected()) this.#tell(wall, practice, { boards, huddles }, ringing, now);
	}

	#tell(
		wall: StoredWall,
		{ name: practice, timeZone }: { readonly name: string; readonly timeZone: string },
		{ boards, huddles }: { boards: ReadonlyMap<BoardId, WallBoard>; huddles: readonly HuddleOnWall[] },
		ringing: ReadonlySet<CardId>,
		now: Instant
	): void {
		const shown = wall.boards.flatMap((id) => boards.get(id) ?? []);
		const screen = this.#screens.get(wall.id)!;
		const notLive = shown.flatMap(({ board, title }) => {
			const since = this.#watches.get(board)?.notLiveSince(now) ?? null;
			return since === null ? [] : { board, title, since };
		});
		// Half a practice would look like a quiet morning.
		screen.current = shown.length === wall.boards.length && notLive.length < shown.length;
		if (!screen.current) return;
		const policy = { ...wall, practice, timeZone, ringing, firstNameOf: this.#firstNameOf };
		const held = huddles.find((one) => isOnWall(one, shown));
		const huddle = held ? huddleSlide(held, shown, policy, now) : null;
		const reading = screen.readUntil > now;
		const view = JSON.stringify({ ...wallView(shown, policy, now), huddle, notLive, reading });
		for (const stream of screen.streams) stream.view(view, this.#beatData());
	}

	readonly #firstNameOf = (id: Parameters<Accounts['person']>[0]): string | null => {
		const person = this.#deps.accounts.person(id);
		return person && !person.disabled ? firstNameOf(person.name) : null;
	};

	/** Looks again when the first of them falls silent. */
	#ringingAt(now: Instant): Set<CardId> {
		const watches = [...this.#watches.values()];
		const ringing = new Set(watches.flatMap(({ ringing }) => [...ringing.at(now)]));
		const next = Math.min(...watches.flatMap(({ ringing }) => ringing.next ?? []));
		clearTimeout(this.#ringEnds);
		if (Number.isFinite(next)) this.#ringEnds = setTimeout(() => this.soon(), next - now + 1).unref();
		return ringing;
	}
}
