import { version } from '$app/environment';
import type { CardId, Instant, WallClock } from '#domain/ids.ts';
import { wallClock } from '#domain/time.ts';
import { standingAfter, waitBefore, type Standing } from '#domain/wall/word.ts';
import { changedCards, readCards } from './changed-cards.ts';
import { forgetView, keepView, keptView, type ShownView } from './kept-view.ts';
import { renew, shouldRenew } from './renewing.ts';
import { ServerClock } from './server-clock.ts';
import { askForCode, askServer, Wire, type Answer, type Beat } from './wire.ts';

export type Stage =
	| { readonly kind: 'opening' | 'showing' | 'no-cookie' | 'unreachable' }
	| { readonly kind: 'pairing'; readonly code: string; readonly expiresAt: Instant };

const ASK_EVERY_MS = 2_000;
/** How long what changed is marked. */
const MARK_MS = 900;

/** All that a screen on the wall knows: whether it is paired, what it shows, and how far that may be trusted. */
export class WallScreen {
	stage = $state.raw<Stage>({ kind: 'opening' });
	view = $state.raw<ShownView | null>(null);
	/** The server's time, moved on every second. */
	now = $state(Date.now() as Instant);
	/** What the practice's clock shows. Every card reads it, so it is worked out once a second and tells only of a new minute. */
	readonly clock: WallClock = $derived(wallClock(this.now, this.view?.timeZone ?? 'UTC'));
	standing = $state<Standing>('live');
	/** The server's time when it was last heard. */
	lastWord = $state(0 as Instant);
	changed = $state.raw<ReadonlySet<CardId>>(new Set());

	readonly #bornMs = performance.now();
	readonly #clock = new ServerClock(Date.now() as Instant, this.#bornMs);
	/** By the steady clock; before the page was born when the view is one that was kept. */
	#heardMs = this.#bornMs;
	#build: string | null = null;
	/** Those of the view. */
	#cards: ReadonlyMap<CardId, string> = new Map();
	#wire: Wire | null = null;
	#unmark: ReturnType<typeof setTimeout> | undefined;
	#next: ReturnType<typeof setTimeout> | undefined;
	#tick: ReturnType<typeof setInterval> | undefined;
	#tries = 0;
	#renewing = false;

	/** @returns a function that stops it. */
	start(): () => void {
		this.#tick = setInterval(() => this.#look(), 1_000);
		const kept = keptView();
		if (kept) {
			this.view = kept.view;
			this.#cards = readCards(kept.view);
			this.lastWord = kept.at;
			this.#heardMs = this.#bornMs - Math.max(0, Date.now() - kept.at);
			this.#show();
		} else void this.#pair();
		return () => this.#stop();
	}

	#show(): void {
		this.stage = { kind: 'showing' };
		this.#look();
		this.#wire?.close();
		this.#wire = new Wire({
			view: (view, text) => this.#take(view, text),
			beat: (beat) => this.#beat(beat),
			gone: () => this.#dark()
		});
	}

	#take(view: ShownView, text: string): void {
		const cards = readCards(view);
		this.changed = this.view ? changedCards(this.#cards, cards) : new Set();
		this.#cards = cards;
		this.view = view;
		this.#heard();
		keepView(text, this.lastWord);
		clearTimeout(this.#unmark);
		this.#unmark = setTimeout(() => (this.changed = new Set()), MARK_MS);
	}

	#beat({ at, build }: Beat): void {
		this.#clock.heard(at, performance.now());
		this.#build = build;
		this.#heard();
	}

	#heard(): void {
		this.#heardMs = performance.now();
		this.lastWord = this.#clock.now(this.#heardMs);
		this.#look();
	}

	#look(): void {
		const steady = performance.now();
		this.now = this.#clock.now(steady);
		if (this.stage.kind !== 'showing') return;
		this.standing = standingAfter(steady - this.#heardMs);
		const { timeZone } = this.view ?? { timeZone: 'UTC' };
		const about = { now: this.now, timeZone, build: this.#build, own: version };
		if (this.#renewing || this.standing !== 'live' || !shouldRenew(steady - this.#bornMs, about)) return;
		this.#renewing = true;
		void renew(() => location.reload()).then(() => (this.#renewing = false));
	}

	/** A manager turned it dark: nothing of what it showed stays on it. */
	#dark(): void {
		forgetView();
		this.view = null;
		this.#wire = null;
		void this.#pair();
	}

	async #pair(): Promise<void> {
		const answer = await askForCode();
		if (answer.state !== 'waiting') return this.#heed(answer);
		// Asked at once, so that a browser which keeps no cookie is told before somebody types the code.
		this.#heed(await askServer());
	}

	#heed(answer: Answer): void {
		clearTimeout(this.#next);
		if (answer.state === 'paired') return this.#show();
		this.#tries = answer.state === 'unreachable' ? this.#tries + 1 : 0;
		switch (answer.state) {
			case 'waiting':
				this.stage = { kind: 'pairing', code: answer.code, expiresAt: answer.expiresAt };
				return this.#askIn(ASK_EVERY_MS);
			case 'unpaired':
				this.#next = setTimeout(() => void this.#pair(), ASK_EVERY_MS);
				return;
			case 'no-cookie':
				this.stage = { kind: 'no-cookie' };
				return;
			case 'unreachable':
				if (this.stage.kind !== 'pairing') this.stage = { kind: 'unreachable' };
				this.#next = setTimeout(() => void this.#pair(), waitBefore(this.#tries, Math.random()));
		}
	}

	#askIn(ms: number): void {
		this.#next = setTimeout(() => void askServer().then((answer) => this.#heed(answer)), ms);
	}

	#stop(): void {
		clearInterval(this.#tick);
		clearTimeout(this.#next);
		clearTimeout(this.#unmark);
		this.#wire?.close();
	}
}
