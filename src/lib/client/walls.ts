import type { Instant } from '#domain/ids.ts';
import type { Wall, WallId, WallSettings } from '#domain/wall/settings.ts';
import { request } from './api.ts';

/** A screen as managers see it. */
export interface ListedWall extends Wall {
	readonly connected: boolean;
	readonly lastSeen: Instant;
}

/** What asks to be paired, for whoever compares it with the screen in front of them. */
export interface AskingScreen {
	readonly device: string;
	readonly source: string;
	readonly askedAt: Instant;
	readonly expiresAt: Instant;
}

const pathOf = (id: WallId) => `/api/walls/${encodeURIComponent(id)}`;

export const listWalls = () => request<readonly ListedWall[]>('GET', '/api/walls');
export const findScreen = (code: string) => request<AskingScreen>('POST', '/api/walls/asking', { code });
export const pairScreen = (code: string, settings: WallSettings) =>
	request<Wall>('POST', '/api/walls', { ...settings, code });
export const changeWall = (id: WallId, settings: WallSettings) => request<ListedWall>('PUT', pathOf(id), settings);
/** It goes dark at once. */
export const removeWall = (id: WallId) => request<void>('DELETE', pathOf(id));
export const showReadingLine = (id: WallId) => request<void>('POST', `${pathOf(id)}/reading-line`);
