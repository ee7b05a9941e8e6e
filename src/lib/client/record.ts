import type { RecordChoice, RecordEntry } from '#domain/activity/events.ts';
import type { BoardId, CardId } from '#domain/ids.ts';
import { download, request } from './api.ts';

/** A card as the record names it today. */
export interface RecordedCard {
	readonly board: BoardId;
	readonly id: CardId;
	/** Empty for one that is gone for good. */
	readonly title: string;
	readonly patient: string | null;
}

/** A page of the record, the newest first, and what it names. */
export interface RecordPage {
	readonly entries: readonly RecordEntry[];
	/** To go on from; null on the last page. */
	readonly next: number | null;
	readonly cards: readonly RecordedCard[];
	readonly boards: readonly { readonly id: BoardId; readonly title: string }[];
	/** What sessions ran on. */
	readonly devices: Readonly<Record<string, string>>;
}

const below = (before: number | null) => (before === null ? {} : { before });

export const searchRecord = (choice: RecordChoice, before: number | null) =>
	request<RecordPage>('POST', '/api/record/search', { ...choice, ...below(before) });
/** What the signed-in person did, and what was done to their account. */
export const ownRecord = (before: number | null) => request<RecordPage>('POST', '/api/record/mine', below(before));
export const patientCards = (patient: string) =>
	request<RecordedCard[]>('POST', '/api/record/patient-cards', { patient });
export const recordAsCsv = (choice: RecordChoice) => download('/api/record/csv', choice);
