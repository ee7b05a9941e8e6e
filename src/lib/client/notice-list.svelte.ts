import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { Meeting } from '#domain/activity/meetings.ts';
import type { BoardId, CardId, PersonId } from '#domain/ids.ts';
import { concernsMe, type MeetingNotice } from './meetings.ts';
import { MoveNotices, type MoveNotice } from './move-notices.ts';

export type Notice = MoveNotice | MeetingNotice;

export interface NoticeListOptions {
	readonly board: BoardId;
	readonly me: PersonId;
	readonly history: (board: BoardId, card: CardId) => Promise<readonly ActivityEntry[]>;
}

/** What this person has to be told of others' doings on one board, until they have seen it. */
export class NoticeList {
	readonly moves: MoveNotices;
	readonly #me: PersonId;
	#list: readonly Notice[] = $state.raw([]);
	#count = 0;

	constructor(options: NoticeListOptions) {
		this.#me = options.me;
		this.moves = new MoveNotices({ ...options, tell: (notice) => this.#tell(notice) });
	}

	get list(): readonly Notice[] {
		return this.#list;
	}

	dismiss(id: string): void {
		this.#list = this.#list.filter((notice) => notice.id !== id);
	}

	/** One who comes back again and again is told once of each thing. */
	met(meetings: readonly Meeting[]): void {
		for (const meeting of meetings.filter((one) => concernsMe(one, this.#me))) {
			const same = this.#list.find((notice) => notice.kind === 'met' && isSame(notice.meeting, meeting));
			if (same) this.dismiss(same.id);
			this.#tell({ id: `met-${(this.#count += 1)}`, kind: 'met', card: meeting.card, meeting });
		}
	}

	#tell(notice: Notice): void {
		this.#list = [...this.#list, notice];
	}
}

function isSame(one: Meeting, other: Meeting): boolean {
	const about = ({ card, late, over }: Meeting) =>
		JSON.stringify([card, late, over.kind, 'field' in over && over.field]);
	return about(one) === about(other);
}
