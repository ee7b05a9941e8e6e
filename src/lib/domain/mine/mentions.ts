import { mentionsIn } from '../board/mentions.ts';
import type { Comment } from '../board/schema.ts';
import type { Named } from '../capture/people.ts';
import type { BoardId, CardId, Instant, PersonId } from '../ids.ts';
import { openItems, type BoardOfMine, type Item } from './boards.ts';

/** A colleague's comment that names somebody, on a card that is open. */
export interface MentionOfMe {
	readonly item: Item;
	readonly comment: Comment;
}

/**
 * What colleagues said to a person and that person has not answered: on each open card the last comment that names
 * them, unless they have written on it since; the newest first.
 *
 * @param since older ones are left out.
 */
export function mentionsOf(
	boards: readonly BoardOfMine[],
	commentsOf: (board: BoardId, card: CardId) => readonly Comment[],
	me: PersonId,
	people: readonly Named[],
	since: Instant
): MentionOfMe[] {
	const speaksToMe = ({ author, at, text }: Comment) =>
		author !== me && at >= since && text.includes('@') && mentionsIn(text, people).some(({ person }) => person === me);
	return openItems(boards)
		.filter(({ card }) => card.comments > 0)
		.flatMap((item): MentionOfMe[] => {
			const comments = commentsOf(item.board, item.card.id);
			const unanswered = comments.slice(comments.findLastIndex(({ author }) => author === me) + 1);
			const comment = unanswered.findLast(speaksToMe);
			return comment ? [{ item, comment }] : [];
		})
		.sort((a, b) => b.comment.at - a.comment.at || (a.comment.id < b.comment.id ? -1 : 1));
}
