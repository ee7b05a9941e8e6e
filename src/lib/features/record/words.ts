import type { RecordGroup } from '#domain/activity/events.ts';
import { record, recordGroups } from '$lib/messages/record-messages.ts';

export const GROUP_WORDS: Readonly<Record<RecordGroup, string>> = recordGroups;

export const WORDS = record;
