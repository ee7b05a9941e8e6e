import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { BoardId, Instant, LineageId, PersonId } from '#domain/ids.ts';
import type { Commit } from '../../server/ports/journal.ts';
import { Publisher } from '../../server/sync/publishing.ts';

class Screen {
	readonly extended = false;
	frames = 0;
	send(): void {
		this.frames += 1;
	}
}

const doc = new Y.Doc();

function commit(): Commit {
	const before = Y.encodeStateVector(doc);
	doc.getMap('cards').set('a', doc.clientID);
	const author = { person: 'p-ana' as PersonId, device: 'd', source: null };
	const update = { update: Y.encodeStateAsUpdate(doc, before), author, at: 0 as Instant, occurrences: [] };
	const none = { clients: [], cards: [], removed: [] };
	return { board: 'front-desk' as BoardId, lineage: 'l' as LineageId, seq: 1, updates: [update], ...none };
}

describe('publishing', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	const publishing = (members: number) => {
		const screens = Array.from({ length: members }, () => new Screen());
		const publisher = new Publisher(new Set(screens));
		const say = (writer: Screen) => publisher.publish(commit(), [writer], [], () => 0 as Instant);
		return { publisher, say, screens, heard: () => screens.map(({ frames }) => frames) };
	};

	test('[S24] up to 50 members hear of each batch at once, and not of their own', () => {
		const { say, screens, heard } = publishing(50);
		for (let i = 0; i < 3; i++) say(screens[0]!);
		expect(heard()).toEqual([0, ...Array.from({ length: 49 }, () => 3)]);
	});

	test('[S24] more of them hear of the first at once, and of what follows within 15 ms as one', () => {
		const { publisher, say, screens, heard } = publishing(51);
		say(screens[0]!);
		expect(heard()).toEqual([0, ...Array.from({ length: 50 }, () => 1)]);
		say(screens[0]!);
		say(screens[1]!);
		expect(heard()[50]).toBe(1);
		vi.advanceTimersByTime(15);
		expect(heard()).toEqual([1, 2, ...Array.from({ length: 49 }, () => 2)]);
		vi.advanceTimersByTime(100);
		expect(heard()[50]).toBe(2);
		publisher.close();
	});
});
