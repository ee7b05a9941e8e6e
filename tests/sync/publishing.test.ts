import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { BoardId, Instant, LineageId, PersonId } from '#domain/ids.ts';
import type { Commit } from '../../server/ports/journal.ts';
import { Publisher } from '../../server/sync/publishing.ts';

class Screen {
	readonly extended: boolean;
	frames = 0;
	readonly said: Uint8Array[] = [];

	constructor(extended = false) {
		this.extended = extended;
	}

	send(...frames: Uint8Array[]): void {
		this.frames += 1;
		this.said.push(...frames);
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

	test('[S30] who met is told to all of our own pages, the author’s too, and to no plain provider', () => {
		const [author, page, plain] = [new Screen(true), new Screen(true), new Screen()];
		const { updates, ...rest } = commit();
		const met = [{ card: 'c1', title: 'Call back', late: 'p-ana', others: ['p-ben'], over: { kind: 'put-away' } }];
		const publisher = new Publisher(new Set([author, page, plain]));
		publisher.publish({ ...rest, updates: [{ ...updates[0]!, met: met as never }] }, [author], [], () => 0 as Instant);
		const told = (screen: Screen) => screen.said.map((frame) => new TextDecoder().decode(frame)).join();
		expect([author, page, plain].map((screen) => told(screen).includes('"put-away"'))).toEqual([true, true, false]);
		expect([author, page, plain].map(({ said }) => said.length)).toEqual([1, 2, 1]);
	});
});
