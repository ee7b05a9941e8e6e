/** Those that the page asked for and did not get. */
const lost = new Set<HTMLLinkElement>();
/** Those of them that are being fetched again. */
const coming = new Set<Promise<unknown>>();

/**
 * Notes which style sheets cannot be fetched, and fetches them once the network is back. The bundler's loader asks for
 * each once only: a page that was away at that moment would show the part bare from then on.
 *
 * @returns a function that stops it.
 */
export function watchStyleSheets(): () => void {
	const note = ({ target }: Event) => {
		if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') lost.add(target);
	};
	const back = () => void fetchLostStyleSheets().catch(() => undefined);
	addEventListener('error', note, { capture: true });
	addEventListener('online', back);
	return () => {
		removeEventListener('error', note, { capture: true });
		removeEventListener('online', back);
	};
}

/** Resolves when none is missing. @throws when one still cannot be fetched. */
export async function fetchLostStyleSheets(): Promise<void> {
	for (const link of lost) {
		const again = fetchAgain(link).finally(() => coming.delete(again));
		coming.add(again);
	}
	await Promise.all(coming);
}

function fetchAgain(link: HTMLLinkElement): Promise<unknown> {
	lost.delete(link);
	const again = link.cloneNode() as HTMLLinkElement;
	const settled = new Promise((resolve, reject) => {
		again.onload = resolve;
		again.onerror = () => reject(new Error(`${again.href} cannot be fetched`));
	});
	link.replaceWith(again);
	return settled;
}
