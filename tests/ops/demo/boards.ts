import * as Y from 'yjs';
import { writeFirstContent } from '#domain/board/columns.ts';
import { DEPARTMENT_TEMPLATES, DEPARTMENTS } from '#domain/board/departments.ts';
import { allCards, allColumns, columnOf } from '#domain/board/queries.ts';
import type { Card, Column } from '#domain/board/schema.ts';
import type { Instant } from '#domain/ids.ts';
import { perform } from '../../../server/ops/demo/gestures.ts';
import { DEFAULT_SEED, demoStory, type DemoStory } from '../../../server/ops/demo/story.ts';

export interface Standing {
	readonly card: Card;
	readonly column: Column;
}

export const at = (moment: string) => Date.parse(moment) as Instant;

/** A Tuesday morning, 9:40 in New York. */
export const TUESDAY = at('2026-03-03T14:40:00Z');
export const NEW_YORK = 'America/New_York';

export const storyOf = (now = TUESDAY, { seed = DEFAULT_SEED, zone = NEW_YORK } = {}) => demoStory(seed, now, zone);

/** Plays a story on new boards. @throws when a rule says no. */
export function boardsAfter(story: DemoStory): Standing[] {
	return DEPARTMENTS.flatMap((department) => {
		const doc = new Y.Doc();
		writeFirstContent(doc, DEPARTMENT_TEMPLATES[department]);
		for (const timed of story.boards[department]) {
			const outcome = perform(doc, timed);
			if (!outcome.ok) throw new Error(`${JSON.stringify(timed)}: ${outcome.refusal.code}`);
		}
		const columns = allColumns(doc);
		return allCards(doc).map((card) => ({ card, column: columnOf(card, columns)! }));
	});
}

export const gesturesOf = (story: DemoStory) => DEPARTMENTS.flatMap((department) => story.boards[department]);
