import { tick } from 'svelte';
import { FILTER_FIELD } from './field.ts';
import type { Finding } from './finding.svelte.ts';

/** Shows the filter with the caret in it. */
export async function openFilter(finding: Finding): Promise<void> {
	finding.open = true;
	await tick();
	document.getElementById(FILTER_FIELD)?.focus();
}
