import { t } from '$lib/messages/messages.ts';

/** The filter over a board. */
export const FINDING_WORDS = t.finding;
export const DUE_FILTER_WORDS = t.finding.dueFilters;
