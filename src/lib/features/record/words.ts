import type { RecordGroup } from '#domain/activity/events.ts';
import { t } from '$lib/messages/messages.ts';

export const GROUP_WORDS: Readonly<Record<RecordGroup, string>> = t.recordGroups;

export const WORDS = t.record;
