import * as Y from 'yjs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BoardId, Instant } from '#domain/ids.ts';
import type { WallId } from '#domain/wall/settings.ts';
import { WallHub } from '../../server/features/wall/hub.ts';
import { at } from '../domain/board.ts';
import { SETTINGS } from './screen.ts';

/** What goes wrong, while it does. */
let trouble: 'no-room' | 'no-answer' | 'no-name' | null;
let heard: string[];
let hub: WallHub;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['setInterval', 'setTimeout', 'clearInterval', 'clearTimeout', 'Date', 'performance'] });
	trouble = null;
	heard = [];
});
afterEach(() => {
	hub.close();
	vi.useRealTimers();
});

/** A hub with one screen over one board, and all that the screen hears. */
async function open(): Promise<void> {
	const boards = ['front-desk' as BoardId];
	const wall = { ...SETTINGS, boards, id: 'w', pairedBy: 'maria', pairedAt: at(1), lastSeen: at(1) };
	const doc = new Y.Doc();
	const committed = <T>(read: (from: Y.Doc) => T) =>
		trouble === 'no-answer' ? new Promise<T>(() => undefined) : Promise.resolve(read(doc));
	let member = { send: () => undefined as void };
	const room = {
		board: { id: 'front-desk', title: 'Front Desk', department: 'front-desk' },
		ended: false,
		committed,
		join: (joined: typeof member) => void (member = joined),
		leave: () => undefined
	};
	doc.on('update', () => member.send());
	hub = new WallHub({
		walls: { find: () => wall, seen: () => undefined } as never,
		rooms: { enter: async () => (trouble === 'no-room' ? null : { room, leave: () => undefined }) } as never,
		accounts: {
			practice() {
				if (trouble === 'no-name') throw new Error('the disk does not answer');
				return { name: 'Harbor', timeZone: 'America/New_York' };
			},
			person: () => null
		} as never,
		build: null,
		now: () => Date.now() as Instant,
		failed: () => heard.push('failed')
	});
	change = () => void doc.getMap('meta').set('title', Math.random());
	const reader = hub.open('w' as WallId).getReader();
	void (async () => {
		for (let read = await reader.read(); !read.done; read = await reader.read()) {
			const event = /^event: (\w+)$/m.exec(new TextDecoder().decode(read.value))?.[1];
			if (event) heard.push(event);
		}
	})();
	await vi.advanceTimersByTimeAsync(1_000);
}

let change: () => void;
const after = async (ms: number) => {
	heard.length = 0;
	await vi.advanceTimersByTimeAsync(ms);
	return [...new Set(heard)].sort();
};

test('[WP9, WP4] a screen hears the time before its first view, and a beat every five seconds', async () => {
	await open();
	expect(heard).toEqual(['beat', 'view']);
	expect(await after(20_000)).toContain('beat');
	expect(heard.filter((event) => event === 'beat')).toHaveLength(4);
});

test('[WP9] while its board cannot be opened it hears nothing, and goes on by itself', async () => {
	trouble = 'no-room';
	await open();
	expect(heard).toEqual([]);
	expect(await after(60_000)).toEqual([]);
	trouble = null;
	expect(await after(11_000)).toEqual(['beat', 'view']);
});

test.each([
	['cannot be made', 'no-name', ['failed']],
	['does not come', 'no-answer', []]
] as const)('[WP9] while a view %s no beat says that it is live', async (_, what, told) => {
	await open();
	trouble = what;
	change();
	await after(BEAT_AND_MORE_MS);
	expect(await after(60_000)).toEqual(told);
});

/** One beat may go out while nobody can know yet. */
const BEAT_AND_MORE_MS = 11_000;
