import type * as Y from 'yjs';

/** Of what the server takes, so much is left for colleagues who add to the same card while apart. */
const EVER = 3;

/**
 * Whether a card's nested map takes one more entry. Removed entries cost the server as much as those that are
 * there, and it counts both; so does this, a good way before the server would refuse.
 */
export function takesMore(map: Y.Map<unknown>, limit: number): boolean {
	return map.size < limit && map._map.size < limit * EVER;
}
