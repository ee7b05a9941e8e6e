import { isSameOwner, type Owner } from './local-names.ts';
import type { HandOver, Vault } from './vault.ts';

/** What the tabs of one browser tell each other about keys. A service worker may stand in for a tab that reloads. */
type Word =
	| { readonly kind: 'ask'; readonly owner: Owner }
	| { readonly kind: 'here'; readonly handOver: HandOver }
	| { readonly kind: 'locked'; readonly owner: Owner }
	| { readonly kind: 'unlocked' };

export interface HandoverListener {
	/** Another tab has locked this person's screen. */
	locked(owner: Owner): void;
	/** Another tab was unlocked or signed in. */
	unlocked(): void;
}

/** A place that outlives a page for a moment. */
export interface Holder {
	hold(handOver: HandOver): void;
	ask(owner: Owner): Promise<HandOver | null>;
	drop(): void;
}

const CHANNEL = 'daybreak/keys';

/** A tab answers within a few milliseconds; a service worker may have to start first. */
const PATIENCE_MS = 1_000;

/** While a page is open the holder is told again, so that a tab that crashes has told it too. */
const HOLD_EVERY_MS = 20_000;

/** Hands this page's keys to the next one, and hears what other tabs do. Keys pass between pages of one origin only. */
export class KeyHandover {
	readonly #vault: Vault;
	readonly #holder: Holder | null;
	readonly #listener: HandoverListener;
	readonly #channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
	readonly #waiting = new Set<(handOver: HandOver) => void>();
	#timer: ReturnType<typeof setInterval> | undefined;

	constructor(vault: Vault, holder: Holder | null, listener: HandoverListener) {
		this.#vault = vault;
		this.#holder = holder;
		this.#listener = listener;
		this.#channel?.addEventListener('message', ({ data }: MessageEvent<Word>) => this.#hear(data));
	}

	/** @returns the keys that another tab, or the one before this, has to this person's copies. */
	async ask(owner: Owner, patienceMs = PATIENCE_MS): Promise<HandOver | null> {
		let answered: (handOver: HandOver) => void = () => undefined;
		const tab = new Promise<HandOver>((resolve) => (answered = resolve));
		const mine = (handOver: HandOver) => isSameOwner(handOver.owner, owner) && answered(handOver);
		this.#waiting.add(mine);
		this.#say({ kind: 'ask', owner });
		const held = this.#holder?.ask(owner).then((handOver) => handOver ?? never()) ?? never();
		try {
			return await Promise.race([tab, held, later(patienceMs)]);
		} finally {
			this.#waiting.delete(mine);
		}
	}

	/** From now on this page's keys outlive its reload. */
	hold(): void {
		this.#holdNow();
		clearInterval(this.#timer);
		this.#timer = this.#holder ? setInterval(() => this.#holdNow(), HOLD_EVERY_MS) : undefined;
	}

	/** A page that goes says it once more. */
	leaving(): void {
		this.#holdNow();
	}

	locked(owner: Owner): void {
		this.#say({ kind: 'locked', owner });
	}

	/** The keys go, here and where they were held. */
	drop(): void {
		clearInterval(this.#timer);
		this.#vault.drop();
		this.#holder?.drop();
	}

	unlocked(): void {
		this.#say({ kind: 'unlocked' });
	}

	close(): void {
		clearInterval(this.#timer);
		this.#channel?.close();
	}

	#holdNow(): void {
		const { handOver } = this.#vault;
		if (handOver) this.#holder?.hold(handOver);
	}

	#hear(word: Word): void {
		switch (word.kind) {
			case 'ask': {
				const { handOver } = this.#vault;
				if (handOver && isSameOwner(handOver.owner, word.owner)) this.#say({ kind: 'here', handOver });
				return;
			}
			case 'here':
				for (const answer of this.#waiting) answer(word.handOver);
				return;
			case 'locked':
				return this.#listener.locked(word.owner);
			case 'unlocked':
				return this.#listener.unlocked();
		}
	}

	#say(word: Word): void {
		this.#channel?.postMessage(word);
	}
}

const never = (): Promise<never> => new Promise(() => undefined);

const later = (ms: number): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), ms));
