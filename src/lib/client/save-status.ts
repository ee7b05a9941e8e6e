import type { Instant } from '#domain/ids.ts';

export interface SaveStatus {
	readonly kind: 'saved' | 'saving' | 'offline' | 'not-saved' | 'not-live';
	/** By the server's clock: since when it has been so; for `not-live` the server's last word. */
	readonly since?: Instant;
}
