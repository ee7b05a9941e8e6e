import { Problem } from '$lib/client/api.ts';
import { onHuddleNews } from '$lib/client/huddle-news.ts';
import { huddles, type HuddleAddress } from '$lib/client/huddles.ts';
import type { Session } from '$lib/client/session.ts';
import type { BoardId } from '#domain/ids.ts';

/** Which huddles are on now, for the banner of every page: asked when somebody comes, and whenever the server says so. */
class RunningHuddles {
	list = $state.raw<readonly HuddleAddress[]>([]);
	/** What this person does not want to follow. */
	#stayed = $state.raw<readonly BoardId[]>([]);
	#stop: (() => void) | null = null;
	/** An answer to a question from before somebody else came is out of date. */
	#turn = 0;

	readonly news: readonly HuddleAddress[] = $derived(this.list.filter(({ id }) => !this.#stayed.includes(id)));

	/** Follows what whoever is here may follow; nobody's when it is null. */
	follow(session: Session | null): void {
		this.#stop?.();
		this.#stop = null;
		this.#turn += 1;
		this.list = [];
		if (!session) return void (this.#stayed = []);
		const ask = () => void this.#ask();
		const stopNews = onHuddleNews(ask);
		window.addEventListener('online', ask);
		this.#stop = () => {
			stopNews();
			window.removeEventListener('online', ask);
		};
		ask();
	}

	stay(huddle: BoardId): void {
		this.#stayed = [...this.#stayed, huddle];
	}

	async #ask(): Promise<void> {
		const turn = (this.#turn += 1);
		try {
			const { running } = await huddles();
			if (turn === this.#turn) this.list = running;
		} catch (error) {
			if (error instanceof Problem && turn === this.#turn) this.list = [];
		}
	}
}

export const runningHuddles = new RunningHuddles();
