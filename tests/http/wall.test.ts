import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addCard } from '#domain/board/cards.ts';
import { askForHelp, endHelp } from '#domain/board/help.ts';
import type { PersonId } from '#domain/ids.ts';
import type { RecordEntry } from '#domain/activity/events.ts';
import { createPairings } from '../../server/features/wall/pairing.ts';
import { WallStream } from '../../server/features/wall/stream.ts';
import { at, cardId, INBOX, newCard } from '../domain/board.ts';
import { RawClient } from '../sync/client.ts';
import { openPractice, until, type Practice } from '../sync/practice.ts';
import { asManager, Screen, SETTINGS } from './screen.ts';

let practice: Practice;
let client: RawClient;
let maria: PersonId;
const screens: Screen[] = [];

beforeEach(async () => {
	practice = await openPractice();
	maria = (await practice.get<{ person: { id: PersonId } }>('/api/me', practice.manager)).person.id;
	client = await new RawClient(practice, 'front-desk', practice.manager).join();
	await until(() => client.acks.at(-1) === 1);
});
afterEach(async () => {
	client.close();
	for (const screen of screens.splice(0)) screen.close();
	await practice.close();
});

function screen(): Screen {
	const made = new Screen(practice);
	screens.push(made);
	return made;
}

async function paired(settings: object = {}): Promise<Screen> {
	const made = screen();
	await made.pair({ ...SETTINGS, ...settings });
	await made.open();
	await made.see(() => true);
	return made;
}

function add(name: string, rest: object = {}) {
	const origin = { kind: 'person', person: maria, at: at(1) } as const;
	client.edit((doc) => addCard(doc, newCard(name, { column: INBOX, origin, owner: null, due: null, ...rest }), at(1)));
	return cardId(name);
}

describe('pairing', () => {
	test('[WP1, WP2] a manager says yes to the code; until then the token is worth nothing', async () => {
		const tv = screen();
		expect((await tv.ask('GET', '/api/tv')).body.code).toBe('no-screen');
		const { status, body, setCookie } = await tv.ask('POST', '/api/tv/pairing');
		expect(status).toBe(201);
		expect(body.code).toMatch(/^[B-Z]{4}-[B-Z]{4}$/);
		expect(setCookie).toMatch(/^__Host-daybreak-tv=[\w-]{43};.*Max-Age=34560000.*HttpOnly.*Secure.*SameSite=Strict/);
		expect((await tv.ask('GET', '/api/tv')).body).toMatchObject({ state: 'waiting', code: body.code });
		expect((await tv.ask('GET', '/api/tv/stream')).body.code).toBe('not-paired');
		const asking = await asManager(practice, 'POST', '/api/walls/asking', { code: String(body.code).toLowerCase() });
		expect(asking.body).toMatchObject({ device: 'Chrome on Linux', source: '127.0.0.1' });
		const made = await asManager(practice, 'POST', '/api/walls', { ...SETTINGS, code: body.code });
		expect(made).toMatchObject({ status: 201, body: { name: 'Front wall', zone: 'mixed' } });
		expect((await tv.ask('GET', '/api/tv')).body).toEqual({ state: 'paired' });
		expect((await tv.ask('POST', '/api/tv/pairing')).body).toEqual({ state: 'paired' });
		expect((await asManager(practice, 'POST', '/api/walls', { ...SETTINGS, code: body.code })).status).toBe(404);
		for (const path of ['/api/me', '/api/boards', '/api/people', '/api/walls'])
			expect([path, (await tv.ask('GET', path)).status]).toEqual([path, 401]);
		const stored = practice.base.db.prepare('SELECT * FROM walls').all();
		expect(JSON.stringify(stored)).not.toContain(/=([\w-]{43})/.exec(setCookie)![1]);
	});

	test('[WP1] a code ends after ten minutes, and guessing after ten tries', () => {
		let now = 1_000;
		const pairings = createPairings(() => at(now));
		const { code, hash } = pairings.ask('h1', 'Chrome', 'a');
		for (let i = 0; i < 10; i += 1) expect(pairings.find('BBBBBBBB', 'maria')).toBeNull();
		expect(pairings.find(code, 'maria')).toBe('too-many');
		expect(pairings.find(code, 'helen')).toMatchObject({ hash });
		now += 10 * 60_000;
		expect(pairings.of('h1')).toBeNull();
		expect(pairings.find(code, 'maria')).toBeNull();
		for (let i = 0; i < 500; i += 1) pairings.ask(`x${i}`, 'Chrome', 'one');
		expect(pairings.of('x489')).toBeNull();
		expect(pairings.of('x499')).not.toBeNull();
	});

	test.each([
		['name', { name: ' ' }],
		['boards', { boards: [] }],
		['boards', { boards: ['no-board'] }],
		['zone', { zone: 'all' }],
		['inches', { inches: 5 }],
		['metres', { metres: 90 }],
		['theme', { theme: 'pink' }]
	])('[WP1] a wrong %s is named, and pairs nothing', async (field, wrong) => {
		const { code } = (await screen().ask('POST', '/api/tv/pairing')).body;
		const answer = await asManager(practice, 'POST', '/api/walls', { ...SETTINGS, ...wrong, code });
		expect([answer.status, String(answer.body.field).split('.')[0]]).toEqual([422, field]);
	});
});

describe('a screen that is paired', () => {
	test('[WP4] its stream may not be kept, squeezed or held back, and word comes with the first view', async () => {
		const tv = screen();
		await tv.pair(SETTINGS);
		const headers = await tv.open();
		expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
		expect(headers.get('cache-control')).toBe('no-store, no-transform');
		expect(headers.get('x-accel-buffering')).toBe('no');
		expect(headers.get('content-encoding')).toBeNull();
		expect((await tv.see(() => true)).reading).toBe(true);
		expect(tv.events.slice(0, 2).map(({ event }) => event)).toEqual(['beat', 'view']);
	});

	test('[WP4, WP5] each change is there by itself, a burst at most four times a second', async () => {
		const tv = await paired();
		const there = 3;
		for (let n = 0; n < there; n += 1) {
			add(`c${n}x`);
			await tv.see(({ numbers }) => numbers.unowned === n + 1);
		}
		const before = tv.views.length;
		const began = performance.now();
		for (let i = there; i < there + 100; i += 1) add(`c${i}x`);
		await tv.see(({ numbers }) => numbers.unowned === there + 100);
		const seconds = (performance.now() - began) / 1_000;
		expect(tv.views.length - before).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 1);
	});

	test('[WP3, WP8] follows its settings, goes dark when it is turned dark, and all of it is in the record', async () => {
		add('a');
		const tv = await paired();
		const change = { ...SETTINGS, zone: 'public', theme: 'dark' };
		await asManager(practice, 'PUT', `/api/walls/${tv.id}`, change);
		await tv.see(({ zone, theme, exceptions }) => zone === 'public' && theme === 'dark' && exceptions.length === 0);
		const [listed] = await practice.get<{ connected: boolean }[]>('/api/walls', practice.manager);
		expect(listed).toMatchObject({ connected: true });
		expect((await asManager(practice, 'DELETE', `/api/walls/${tv.id}`)).status).toBe(204);
		await until(() => tv.ended);
		expect(tv.events.at(-1)!.event).toBe('gone');
		await expect(tv.open()).rejects.toThrow('401');
		const record = await asManager(practice, 'POST', '/api/record/search', { kind: 'settings' });
		const kinds = (record.body.entries as RecordEntry[]).map(({ change }) => change.kind);
		expect(kinds).toEqual(['wall-removed', 'wall-changed', 'wall-paired']);
	});

	test('[WP2] comes back after a restart of the server with what it has', async () => {
		add('a');
		const tv = await paired();
		client.close();
		await practice.restart();
		await until(() => tv.ended);
		await tv.open();
		await tv.see(({ numbers }) => numbers.unowned === 1);
	});

	test('[WP5] goes on when a board is written anew', async () => {
		add('a');
		const tv = await paired();
		await tv.see(({ numbers }) => numbers.unowned === 1);
		const before = Date.now();
		await until(() => Date.now() > before);
		add('b');
		await tv.see(({ numbers }) => numbers.unowned === 2);
		const restored = await asManager(practice, 'POST', '/api/boards/front-desk/restore', { at: before });
		expect(restored.status).toBe(200);
		await tv.see(({ numbers }) => numbers.unowned === 1);
		client = await new RawClient(practice, 'front-desk', practice.manager).join();
		await until(() => client.acks.at(-1) === 1);
		add('c');
		await tv.see(({ numbers }) => numbers.unowned === 2);
	});

	test('[WP4] a call for help is on it at once, and over when help has come', async () => {
		const id = add('a');
		const tv = await paired();
		client.edit((doc) => askForHelp(doc, id, maria, at(Date.now())));
		const { calls } = await tv.see(({ calls }) => calls.length === 1);
		expect(calls).toEqual([{ card: id, board: 'Front Desk', by: 'Maria', what: { kind: expect.any(String) } }]);
		client.edit((doc) => endHelp(doc, id));
		await tv.see(({ calls }) => calls.length === 0);
	});

	test('[WP7] who reads slowly gets the newest view and no queue of old ones', async () => {
		const stream = new WallStream(() => undefined);
		for (let i = 0; i < 1_000; i += 1) {
			stream.view(JSON.stringify({ i, much: 'x'.repeat(5_000) }), '{}');
			stream.beat('{}');
		}
		stream.end(null);
		const text = await new Response(stream.body).text();
		expect(text.length).toBeLessThan(40_000);
	});
});
