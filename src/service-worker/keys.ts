import type { HandOver } from '../lib/client/vault.ts';
import type { WorkerWord } from '../lib/client/worker-holder.ts';

/** A page says it again every 20 s; this bridges the gap between a page and its reload, a crashed one's too. */
const HOLD_MS = 60_000;

/**
 * Keeps a page's keys for the next page of the same browser: in memory alone, and for a minute after the last page
 * has said so. They are keys that no script can read.
 */
export function holdKeys(worker: ServiceWorkerGlobalScope): void {
	let held: HandOver | null = null;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let release: () => void = () => undefined;
	const drop = () => {
		clearTimeout(timer);
		held = null;
		release();
	};
	const hold = (handOver: HandOver): Promise<void> => {
		drop();
		held = handOver;
		timer = setTimeout(drop, HOLD_MS);
		return new Promise((resolve) => (release = resolve));
	};
	worker.addEventListener('message', (event) => {
		const word = event.data as WorkerWord;
		switch (word.kind) {
			case 'daybreak-hold':
				// Until then the browser lets the worker live, where it would end one that is idle.
				return event.waitUntil(hold(word.handOver));
			case 'daybreak-ask': {
				const mine = held?.owner.person === word.owner.person && held.owner.practice === word.owner.practice;
				event.ports[0]?.postMessage(mine ? held : null);
				return;
			}
			case 'daybreak-drop':
				return drop();
		}
	});
}
