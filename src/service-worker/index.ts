/// <reference types="@sveltejs/kit" />
import { build, files, version } from '$service-worker';
import { KeptFiles } from './files.ts';
import { holdKeys } from './keys.ts';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const kept = new KeptFiles(
	{ version, paths: [...build, ...files] },
	{ origin: worker.location.origin, caches, fetch: (...request) => fetch(...request) }
);

/** The newest code is used at the next opening; pages that are open keep what they were built with. */
worker.addEventListener('install', (event) => {
	event.waitUntil(kept.take().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(kept.forgetOlder().then(() => worker.clients.claim()));
});

holdKeys(worker);

worker.addEventListener('fetch', (event) => {
	const answer = kept.answer(event.request);
	if (answer) event.respondWith(answer);
});
