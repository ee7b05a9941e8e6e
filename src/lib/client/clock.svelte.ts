import { createSubscriber } from 'svelte/reactivity';
import type { Instant, WallClock } from '#domain/ids.ts';
import { wallClock } from '#domain/time.ts';
import { serverNow } from './server-time.ts';

/** Timers may fire a little early; a reading just before the minute would show the old one for a minute more. */
const PAST_THE_MINUTE_MS = 50;

/** The clock on the practice's wall, by the server's time. Whoever reads it in an effect or template runs again each minute. */
export class PracticeClock {
	readonly #timeZone: string;
	readonly #subscribe: () => void;
	/** A column asks for the time once for each of its cards; to work it out takes longer than all the rest. */
	#known: { readonly minute: number; readonly time: WallClock } | null = null;

	/** @throws {RangeError} on reading, when the time zone is unknown. */
	constructor(timeZone: string) {
		this.#timeZone = timeZone;
		this.#subscribe = createSubscriber(eachMinute);
	}

	get now(): WallClock {
		const { instant } = this;
		const minute = Math.floor(instant / 60_000);
		if (this.#known?.minute !== minute) this.#known = { minute, time: wallClock(instant, this.#timeZone) };
		return this.#known.time;
	}

	get instant(): Instant {
		this.#subscribe();
		return serverNow();
	}
}

/** Also when the page comes back into view: timers of hidden pages and of sleeping machines stand still. */
function eachMinute(tick: () => void): () => void {
	let timer: ReturnType<typeof setTimeout>;
	const wait = () => {
		timer = setTimeout(run, 60_000 - (serverNow() % 60_000) + PAST_THE_MINUTE_MS);
	};
	const run = () => {
		tick();
		wait();
	};
	const onShown = () => {
		if (document.visibilityState === 'visible') tick();
	};
	wait();
	if (typeof document !== 'undefined') document.addEventListener('visibilitychange', onShown);
	return () => {
		clearTimeout(timer);
		if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', onShown);
	};
}

/** The server's time, for what is told to the second. Whoever reads it in an effect or template runs again each second. */
export class SecondsClock {
	readonly #subscribe = createSubscriber((tick) => {
		const timer = setInterval(tick, 1_000);
		return () => clearInterval(timer);
	});

	get instant(): Instant {
		this.#subscribe();
		return serverNow();
	}
}
