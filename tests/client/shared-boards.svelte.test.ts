import { expect, test } from 'vitest';
import type { LiveBoard, OpenBoard } from '../../src/lib/client/live-board.svelte.ts';
import { holdBoard } from '../../src/lib/client/shared-boards.ts';
import { FRONT_DESK } from './board-server.ts';
import { BEN, eventually } from './device.ts';
import { houseForEachTest, ME, openBoard, titlesOn } from './screen.ts';

const house = houseForEachTest();

test('[C26] screens of one page share a board, until the last one leaves it', async () => {
	const opened: LiveBoard[] = [];
	const open = (options: OpenBoard): LiveBoard => {
		opened.push(openBoard(house, options));
		return opened.at(-1)!;
	};
	const options = { board: { id: FRONT_DESK, lineage: house.server.lineage }, me: ME };
	const list = holdBoard(options, open);
	await eventually(() => list.live.status.kind).toBe('saved');
	expect(list.live.present).toEqual([]);

	const screen = holdBoard(options, open);
	screen.appear(true);
	screen.live.lookAt(null);
	expect(screen.live).toBe(list.live);
	expect(list.live.present).toMatchObject([{ you: true }]);
	screen.release(0);
	screen.release(0);
	expect(list.live.present).toEqual([]);
	expect(list.live.over).toBe(false);
	expect(titlesOn(list.live)).toEqual(['Call back']);

	list.release(0);
	expect(list.live.over).toBe(true);
	const anew = holdBoard({ ...options, me: { ...ME, person: { ...ME.person, id: BEN.person } } }, open);
	expect(anew.live).not.toBe(list.live);
	anew.release(0);
	expect(opened).toHaveLength(2);
});
