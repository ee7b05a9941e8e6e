import { extendSession, Problem } from '$lib/client/api.ts';
import { idleStanding, readIdle, touch, type IdleStanding } from '$lib/client/idle.ts';

/** How often the server hears that somebody is at work here; a last touch is told too, so late. */
const TELL_EVERY_MS = 30_000;

/** Other tabs read it; more often would only cost. */
const NOTE_EVERY_MS = 1_000;

/** Looks at the wall clock whenever it can: timers of sleeping machines and hidden pages stand still. */
const LOOK_EVERY_MS = 1_000;

const TOUCHES = ['keydown', 'pointerdown', 'pointerup', 'wheel', 'touchmove'] as const;
const WAKES = ['focus', 'pageshow', 'online'] as const;

export interface IdleListener {
	changed(standing: IdleStanding): void;
	/** The server says that the session is locked or over. */
	shut(): void;
}

/** Watches whether somebody is at this screen. @returns a function that stops it. */
export function watchIdle(listener: IdleListener): () => void {
	let touchedAt = 0;
	let toldAt = Date.now();
	let warned = false;
	const look = () => {
		const rule = readIdle();
		if (!rule) return;
		const now = Date.now();
		const standing = idleStanding(rule, now);
		warned = standing.kind === 'warning';
		listener.changed(standing);
		if (rule.at > toldAt && now - toldAt >= TELL_EVERY_MS) tell(now);
	};
	const tell = (now: number) => {
		toldAt = now;
		extendSession().catch((error: unknown) => {
			if (error instanceof Problem && error.status === 401) listener.shut();
		});
	};
	const onTouch = ({ type }: Event) => {
		const now = Date.now();
		if (Math.abs(now - touchedAt) >= NOTE_EVERY_MS) {
			touchedAt = now;
			touch(now);
		}
		// A warning that went with the press would let the click fall on the card behind it.
		if (warned && type !== 'pointerdown') setTimeout(look);
	};
	const timer = setInterval(look, LOOK_EVERY_MS);
	const quiet = { capture: true, passive: true };
	for (const kind of TOUCHES) window.addEventListener(kind, onTouch, quiet);
	for (const kind of WAKES) window.addEventListener(kind, look);
	document.addEventListener('visibilitychange', look);
	look();
	return () => {
		clearInterval(timer);
		for (const kind of TOUCHES) window.removeEventListener(kind, onTouch, quiet);
		for (const kind of WAKES) window.removeEventListener(kind, look);
		document.removeEventListener('visibilitychange', look);
	};
}
