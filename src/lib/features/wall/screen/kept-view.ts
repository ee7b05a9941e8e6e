import type { BoardId, Instant } from '#domain/ids.ts';
import type { WallHuddle } from '#domain/wall/huddle.ts';
import type { WallView } from '#domain/wall/view.ts';

/** A view as it came over the stream, with what only this screen is told. */
export interface ShownView extends WallView {
	/** The huddle that runs, where this wall shows it; a view that was kept for long may know nothing of huddles. */
	readonly huddle?: WallHuddle | null;
	/** Boards that do not answer the server; of each its last good state is shown. */
	readonly notLive?: readonly { readonly board: BoardId; readonly title: string; readonly since: Instant }[];
	/** It asks whether the farthest seat can read it. */
	readonly reading: boolean;
}

interface Kept {
	readonly view: ShownView;
	/** The server's time when it was heard. */
	readonly at: Instant;
}

const KEY = 'daybreak/wall';

/**
 * The last good view, so that a reload without the server shows it, with its age, and no error page. */
export function keepView(view: string, at: Instant): void {
	try {
		localStorage.setItem(KEY, `{"at":${at},"view":${view}}`);
	} catch {
		// A screen without storage shows the same, only not across a reload.
	}
}

export function keptView(): Kept | null {
	try {
		const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | null;
		return kept?.view?.slides && typeof kept.at === 'number' ? kept : null;
	} catch {
		return null;
	}
}

export function forgetView(): void {
	try {
		localStorage.removeItem(KEY);
	} catch {
		// Then there is nothing to forget either.
	}
}
