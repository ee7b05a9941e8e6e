import type * as Y from 'yjs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askForHelp } from '#domain/board/help.ts';
import type { BoardId, Instant } from '#domain/ids.ts';
import type { WallId } from '#domain/wall/settings.ts';
import { WallHub } from '../../server/features/wall/hub.ts';
import { ANA, at, frontDesk, INBOX, withCard } from '../domain/board.ts';
import { SETTINGS, type ShownView } from './screen.ts';

/** What goes wrong, while it does. */
let trouble: 'no-room' | 'no-answer' | 'no-sense' | 'no-name' | null;
let heard: string[];
let views: ShownView[];
let hub: WallHub;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['setInterval', 'setTimeout', 'clearInterval', 'clearTimeout', 'Date', 'performance'] });
	trouble = null;
	heard = [];
	views = [];
});
afterEach(() => {
	hub.close();
	vi.useRealTimers();
});

/** A hub with one screen over some boards, and all that the screen hears. Trouble is with the first of them. */
async function open(boards = ['front-desk' as BoardId]): Promise<void> {
	const wall = { ...SETTINGS, boards, id: 'w', pairedBy: 'maria', pairedAt: at(1), lastSeen: at(1) };
	const rooms = new Map(boards.map((id, i) => [id, roomOf(id, i === 0)]));
	hub = new WallHub({
		walls: { find: () => wall, seen: () => undefined } as never,
		rooms: {
			enter: async (id: BoardId) => (trouble === 'no-room' ? null : { room: rooms.get(id), leave: () => undefined })
		} as never,
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
	help = () => rooms.get(boards[0]!)!.help();
	answer = () => rooms.get(boards[0]!)!.answer();
	change = (board = boards[0]!) => rooms.get(board)!.change();
	const reader = hub.open('w' as WallId).getReader();
	void (async () => {
		for (let read = await reader.read(); !read.done; read = await reader.read()) {
			const [, event, data] = /^event: (\w+)\ndata: (.*)$/m.exec(new TextDecoder().decode(read.value)) ?? [];
			if (event) heard.push(event);
			if (event === 'view') views.push(JSON.parse(data!) as ShownView);
		}
	})();
	await vi.advanceTimersByTimeAsync(1_000);
}

let change: (board?: BoardId) => void;
let answer: () => void;
let help: () => void;

function roomOf(id: BoardId, hasTrouble: boolean) {
	const doc = frontDesk();
	let member = { send: () => undefined as void };
	const waiting: (() => void)[] = [];
	let cards = 0;
	doc.on('update', () => member.send());
	return {
		board: { id, title: id, department: 'front-desk' },
		ended: false,
		committed: <T>(read: (from: Y.Doc) => T) =>
			new Promise<T>((resolve, reject) => {
				if (hasTrouble && trouble === 'no-sense') return reject(new Error('the board cannot be read'));
				waiting.push(() => resolve(read(doc)));
				if (hasTrouble && trouble === 'no-answer') return;
				for (const one of waiting.splice(0)) one();
			}),
		join: (joined: typeof member) => void (member = joined),
		leave: () => undefined,
		/** One more card that is nobody's. */
		change: () => void withCard(doc, `c${(cards += 1)}x`, { column: INBOX, owner: null, due: null }),
		help: () => void askForHelp(doc, withCard(doc, 'h1x'), ANA, Date.now() as Instant),
		/** What was asked of it meanwhile. */
		answer: () => {
			for (const one of waiting.splice(0)) one();
		}
	};
}
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

test('[WP11] a board that does not answer stops no other, and is named with its time until it answers', async () => {
	const [stalled, other] = ['front-desk' as BoardId, 'billing' as BoardId];
	await open([stalled, other]);
	expect(views.at(-1)).toMatchObject({ numbers: { unowned: 0 }, notLive: [] });
	trouble = 'no-answer';
	change(stalled);
	const since = Date.now();
	await after(2_000);
	change(other);
	await after(300);
	expect(views.at(-1)).toMatchObject({ numbers: { unowned: 1 }, notLive: [] });
	await after(BEAT_AND_MORE_MS);
	expect(views.at(-1)).toMatchObject({ notLive: [{ board: stalled, title: stalled, since }] });
	change(other);
	expect(await after(60_000)).toEqual(['beat', 'view']);
	expect(views.at(-1)).toMatchObject({ numbers: { unowned: 2 }, notLive: [{ since }] });
	trouble = null;
	answer();
	await after(300);
	expect(views.at(-1)).toMatchObject({ numbers: { unowned: 3 }, notLive: [] });
});

test('[WP11] a board that cannot be read stops no other, and is read again by itself', async () => {
	const [broken, other] = ['front-desk' as BoardId, 'billing' as BoardId];
	await open([broken, other]);
	trouble = 'no-sense';
	change(broken);
	await after(BEAT_AND_MORE_MS);
	change(other);
	expect(await after(300)).toEqual(['failed', 'view']);
	expect(views.at(-1)).toMatchObject({ numbers: { unowned: 1 }, notLive: [{ board: broken }] });
	trouble = null;
	await after(BEAT_AND_MORE_MS);
	expect(views.at(-1)).toMatchObject({ numbers: { unowned: 2 }, notLive: [] });
});

test('[WP4, TV7] a call for help is told at once and taken back after half a minute', async () => {
	await open();
	help();
	await after(300);
	expect(views.at(-1)).toMatchObject({ calls: [{ board: 'front-desk' }], numbers: { help: 1 } });
	await after(29_000);
	expect(views.at(-1)!.calls).toHaveLength(1);
	await after(1_500);
	expect(views.at(-1)).toMatchObject({ calls: [], numbers: { help: 1 } });
});
