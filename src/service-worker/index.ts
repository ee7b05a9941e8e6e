/// <reference types="@sveltejs/kit" />
import { build, files, version } from '$service-worker';
import { holdKeys } from './keys.ts';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const CACHE = `daybreak-${version}`;
/** One page for every address: the app draws itself from its own code. */
const PAGE = '/';
const FILES = new Set([...build, ...files]);
/** A server that does not answer in time is one that cannot be reached. */
const PATIENCE_MS = 1_500;

/** The newest code is used at the next opening; pages that are open keep what they were built with. */
worker.addEventListener('install', (event) => {
	event.waitUntil(
		caches
			.open(CACHE)
			.then((cache) => cache.addAll([PAGE, ...FILES]))
			.then(() => worker.skipWaiting())
	);
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(forgetOldCaches().then(() => worker.clients.claim()));
});

holdKeys(worker);

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
	if (FILES.has(url.pathname)) event.respondWith(fromCache(request));
	else if (request.mode === 'navigate' && isPage(url.pathname)) event.respondWith(page(request));
});

/** What the server answers itself is never kept: boards, people and sessions are no files. */
function isPage(pathname: string): boolean {
	return !/^\/(?:api|sync|healthz|readyz|metrics)(?:\/|$)/.test(pathname) && !/\.[a-z0-9]+$/i.test(pathname);
}

async function fromCache(request: Request): Promise<Response> {
	return (await caches.match(request)) ?? fetch(request);
}

async function page(request: Request): Promise<Response> {
	try {
		return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
	} catch {
		const cache = await caches.open(CACHE);
		return (await cache.match(PAGE)) ?? Response.error();
	}
}

/** The version before this one stays: a page of it may still be open and ask for its parts. */
async function forgetOldCaches(): Promise<void> {
	const ours = (await caches.keys()).filter((name) => name.startsWith('daybreak-') && name !== CACHE);
	await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
}
