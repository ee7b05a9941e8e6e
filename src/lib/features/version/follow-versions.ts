import { updated } from '$app/state';
import { isGoodMoment, momentNow } from './good-moment.ts';

/** Coming back to the window asks too, but not each time somebody switches to and fro. */
const ASK_EVERY_MS = 60_000;
const LOOK_EVERY_MS = 10_000;
/** Where an old page came back after all, the next try waits: a page must not begin anew again and again. */
const RELOAD_EVERY_MS = 10 * 60_000;

const TOUCHES = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove'] as const;
const KEY = 'daybreak/reloaded';

/**
 * Asks for a newer build when somebody comes back to the page, beside Kit's own question every quarter of an hour, and
 * begins anew with it in a moment when that takes nothing out of anybody's hands.
 *
 * @returns a function that stops it
 */
export function followVersions(reload: () => void = () => location.reload()): () => void {
	let touchedAtMs = Date.now();
	let askedAtMs = Date.now();
	let reloading = false;
	const touched = () => (touchedAtMs = Date.now());
	const ask = async () => {
		if (document.hidden || Date.now() - askedAtMs < ASK_EVERY_MS) return;
		askedAtMs = Date.now();
		if (await updated.check()) await fetchFiles();
	};
	const look = async () => {
		if (!updated.current || reloading || !isGoodMoment(momentNow(touchedAtMs)) || reloadedAgoMs() < RELOAD_EVERY_MS)
			return;
		reloading = true;
		// Asked again: without the server the page could not come back as it is.
		if ((await updated.check()) && isGoodMoment(momentNow(touchedAtMs))) {
			noteReload();
			reload();
		}
		reloading = false;
	};
	const cameOrWent = () => void ask().then(look);
	const timer = setInterval(() => void look(), LOOK_EVERY_MS);
	for (const kind of TOUCHES) addEventListener(kind, touched, { capture: true, passive: true });
	addEventListener('focus', cameOrWent);
	document.addEventListener('visibilitychange', cameOrWent);
	return () => {
		clearInterval(timer);
		for (const kind of TOUCHES) removeEventListener(kind, touched, { capture: true });
		removeEventListener('focus', cameOrWent);
		document.removeEventListener('visibilitychange', cameOrWent);
	};
}

/** The worker takes the new build's files now, so that a page without network has them too. */
async function fetchFiles(): Promise<void> {
	await (await navigator.serviceWorker?.getRegistration())?.update().catch(() => undefined);
}

function reloadedAgoMs(): number {
	try {
		return Math.abs(Date.now() - Number(sessionStorage.getItem(KEY) ?? 0));
	} catch {
		// Where nothing can be noted, only the person begins anew.
		return 0;
	}
}

function noteReload(): void {
	sessionStorage.setItem(KEY, String(Date.now()));
}
