/** A hidden page's timers sleep; a socket that has been silent for so long when it wakes is not to be trusted. */
const STALE_AFTER_MS = 22_000;

export interface Line {
	readonly standing: { readonly heardAtMs: number };
	reopen(): void;
}

/**
 * Tries the line anew when the device says that its network has come or gone, or when the page wakes up to a silent
 * socket: an unplugged cable closes no socket by itself. The device's word is a hint only: without any network
 * the practice's server may still be reached when it is this very machine.
 *
 * @returns a function that stops it.
 */
export function followNetwork(line: Line): () => void {
	if (typeof window === 'undefined') return () => undefined;
	const reopen = () => line.reopen();
	const onShown = () => {
		const silent = Date.now() - line.standing.heardAtMs > STALE_AFTER_MS;
		if (document.visibilityState === 'visible' && silent) reopen();
	};
	window.addEventListener('online', reopen);
	window.addEventListener('offline', reopen);
	document.addEventListener('visibilitychange', onShown);
	return () => {
		window.removeEventListener('online', reopen);
		window.removeEventListener('offline', reopen);
		document.removeEventListener('visibilitychange', onShown);
	};
}
