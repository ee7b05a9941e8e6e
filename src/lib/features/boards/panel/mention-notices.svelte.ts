import type { ActivityEntry } from '#domain/activity/changes.ts';
import { mentionsIn } from '#domain/board/mentions.ts';
import type { Named } from '#domain/capture/people.ts';
import type { CardId, CommentId, PersonId } from '#domain/ids.ts';

/** A colleague has named this person in a comment. */
export interface MentionNotice {
	readonly comment: CommentId;
	readonly card: CardId;
	readonly by: PersonId;
}

/** Tells this person, while the board is open, when a colleague speaks to them. */
export class MentionNotices {
	readonly #me: PersonId;
	readonly #people: () => readonly Named[];
	list = $state.raw<readonly MentionNotice[]>([]);

	constructor(me: PersonId, people: () => readonly Named[]) {
		this.#me = me;
		this.#people = people;
	}

	hear(entries: readonly ActivityEntry[]): void {
		for (const { card, person: by, change } of entries) {
			if (card === null || by === this.#me) continue;
			if (change.kind === 'comment-removed') this.dismiss(change.comment);
			const text = change.kind === 'comment-added' ? change.text : change.kind === 'comment-edited' ? change.to : '';
			if (!('comment' in change) || !this.#isSpokenTo(text)) continue;
			const before = change.kind === 'comment-edited' && this.#isSpokenTo(change.from);
			if (!before) this.list = [...this.list, { comment: change.comment, card, by }];
		}
	}

	dismiss(comment: CommentId): void {
		if (this.list.some((notice) => notice.comment === comment))
			this.list = this.list.filter((notice) => notice.comment !== comment);
	}

	/** Whoever opens the card has seen it. */
	seen(card: CardId): void {
		if (this.list.some((notice) => notice.card === card))
			this.list = this.list.filter((notice) => notice.card !== card);
	}

	#isSpokenTo(text: string): boolean {
		return mentionsIn(text, this.#people()).some(({ person }) => person === this.#me);
	}
}
