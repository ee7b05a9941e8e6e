import type { Wall, WallId, WallSettings } from '#domain/wall/settings.ts';
import type { Instant } from '#domain/ids.ts';

export interface StoredWall extends Wall {
	/** Give or take an hour: a write for every beat would cost each one an fsync. */
	readonly lastSeen: Instant;
}

/** The screens that show boards. Of a screen's token only the hash is kept. */
export interface Walls {
	/** In order of their pairing. */
	list(): readonly StoredWall[];
	find(id: WallId): StoredWall | null;
	byToken(hash: string): StoredWall | null;
	/** A screen that was paired before, under the same token, is another wall from now on. */
	add(wall: Wall, hash: string): void;
	/** @returns whether there is one. */
	change(id: WallId, settings: WallSettings): boolean;
	seen(id: WallId, at: Instant): void;
	/** @returns the wall that went, if there was one. */
	remove(id: WallId): StoredWall | null;
}
