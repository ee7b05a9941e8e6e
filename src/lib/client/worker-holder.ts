import type { Holder } from './key-handover.ts';
import type { HandOver } from './vault.ts';

/** What a page says to the service worker about keys. */
export type WorkerWord =
	| { readonly kind: 'daybreak-hold'; readonly handOver: HandOver }
	| { readonly kind: 'daybreak-ask'; readonly owner: HandOver['owner'] }
	| { readonly kind: 'daybreak-drop' };

/** The service worker keeps a page's keys, in memory, for the moments between a page and its reload; null without one. */
export function workerHolder(): Holder | null {
	if (typeof navigator === 'undefined' || !('serviceWorker' in navigator)) return null;
	const active = async () => (await navigator.serviceWorker.getRegistration())?.active ?? null;
	const say = (word: WorkerWord) => {
		const { controller } = navigator.serviceWorker;
		// A page that goes cannot wait for a promise.
		if (controller) controller.postMessage(word);
		else void active().then((worker) => worker?.postMessage(word));
	};
	return {
		hold: (handOver) => say({ kind: 'daybreak-hold', handOver }),
		drop: () => say({ kind: 'daybreak-drop' }),
		async ask(owner) {
			const worker = await active();
			if (!worker) return null;
			const { port1, port2 } = new MessageChannel();
			const answer = new Promise<HandOver | null>((resolve) => {
				port1.onmessage = ({ data }: MessageEvent<HandOver | null>) => resolve(data);
			});
			worker.postMessage({ kind: 'daybreak-ask', owner } satisfies WorkerWord, [port2]);
			return answer;
		}
	};
}
