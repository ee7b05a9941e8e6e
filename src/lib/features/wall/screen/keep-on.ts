/** Asks the browser not to let the screen sleep, again whenever the page is seen. @returns a function that lets it. */
export function keepScreenOn(): () => void {
	let lock: WakeLockSentinel | null = null;
	const ask = async () => {
		if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		// A browser may say no, on battery for one; then its own settings decide.
		lock = await navigator.wakeLock.request('screen').catch(() => null);
	};
	const again = () => void ask();
	again();
	document.addEventListener('visibilitychange', again);
	return () => {
		document.removeEventListener('visibilitychange', again);
		void lock?.release();
	};
}
