import type { Instant } from '#domain/ids.ts';

/** A header's time has whole seconds and was written before the answer travelled; nearer than this it says nothing. */
const HEADER_ROUGHNESS_MS = 2_000;

let offsetMs = 0;
let exact = false;

/** Now by the server's clock as far as it was heard from, else by this device's. */
export function serverNow(): Instant {
	return toServerTime(Date.now());
}

/** A moment of this device's clock in the server's time. */
export function toServerTime(deviceMs: number): Instant {
	return (deviceMs + offsetMs) as Instant;
}

/** The server just said what time it is. */
export function heardServerTime(at: Instant): void {
	offsetMs = at - Date.now();
	exact = true;
}

/** Takes the time from an answer's Date header; used until something more exact was heard. */
export function heardDateHeader(header: string | null): void {
	if (exact || header === null) return;
	const difference = Date.parse(header) - Date.now();
	if (Number.isFinite(difference)) offsetMs = Math.abs(difference) > HEADER_ROUGHNESS_MS ? difference : 0;
}
