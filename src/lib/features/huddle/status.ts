import type { SaveStatus } from '$lib/client/save-status.ts';

/** Of several documents the one that is worst off is told. */
const WORST_FIRST: readonly SaveStatus['kind'][] = ['not-saved', 'not-live', 'offline', 'saving', 'saved'];

export function worstOf(all: readonly SaveStatus[]): SaveStatus {
	const kind = WORST_FIRST.find((one) => all.some((status) => status.kind === one));
	return all.find((status) => status.kind === kind) ?? { kind: 'saving' };
}
