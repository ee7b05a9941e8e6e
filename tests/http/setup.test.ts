import { expect, test } from 'vitest';
import { sqliteBoards } from '../../server/adapters/sqlite/boards.ts';
import { FOUNDING, MANAGER, openHouse, openPractice, type House } from './house.ts';

function rows({ db }: House): Record<string, number> {
	const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
	return { practice: count('practice'), people: count('people'), boards: count('boards'), sessions: count('sessions') };
}

const NOTHING = { practice: 0, people: 0, boards: 0, sessions: 0 };

test('[A1] set-up without this start’s link says nothing and makes nothing', async () => {
	const house = openHouse();
	for (const token of ['', 'guess', `${house.setup.token}x`, 7, undefined]) {
		const { status, body } = await house.browser().post('/api/setup', { ...FOUNDING, manager: {}, token });
		expect([403, 422]).toContain(status);
		expect(body.field ?? 'token').toBe('token');
	}
	expect(rows(house)).toEqual(NOTHING);
});

test('[A1] the link of another start does not work', async () => {
	const [before, now] = [openHouse(), openHouse()];
	const answer = await now.browser().post('/api/setup', { ...FOUNDING, token: before.setup.token });
	expect(answer).toMatchObject({ status: 403, body: { code: 'wrong-link' } });
});

test('[A2] set-up makes practice, manager and boards, and signs the manager in', async () => {
	const house = openHouse();
	const browser = house.browser();
	expect((await browser.get('/api/practice')).body).toEqual({
		...{ setUp: false, name: null, timeZone: null, demo: false, version: '1.2.3' }
	});

	const founded = await browser.post('/api/setup', { token: house.setup.token, ...FOUNDING });
	expect(founded).toMatchObject({
		status: 201,
		body: {
			person: { name: MANAGER.name, email: MANAGER.email, role: 'manager', departments: ['billing', 'front-desk'] },
			practice: { ...FOUNDING.practice, demo: false }
		}
	});
	expect((await browser.get('/api/me')).body).toEqual(founded.body);
	const boards: { department: string; lineage: string }[] = (await browser.get('/api/boards')).body;
	expect(boards.map(({ department }) => department)).toEqual(['front-desk', 'billing']);
	expect(boards.every(({ lineage }) => lineage.length > 10)).toBe(true);
	expect((await house.browser().get('/api/practice')).body).toMatchObject({ setUp: true, name: 'Sunrise Therapy' });
});

test('[A3] set-up happens once', async () => {
	const house = await openPractice();
	const again = await house.browser().post('/api/setup', { token: house.setup.token, ...FOUNDING });
	expect(again).toMatchObject({ status: 410, body: { code: 'already-set-up' } });
	expect((await house.browser().post('/api/setup', {})).status).toBe(410);
});

test('[A3] of two at once one is too late, and leaves no trace', async () => {
	const house = openHouse();
	const other = { ...FOUNDING, manager: { ...MANAGER, email: 'rival@practice.test' } };
	const answers = await Promise.all(
		[FOUNDING, other].map((founding) => house.browser().post('/api/setup', { token: house.setup.token, ...founding }))
	);
	expect(answers.map(({ status }) => status).sort()).toEqual([201, 410]);
	expect(rows(house)).toEqual({ practice: 1, people: 1, boards: 2, sessions: 1 });
});

const WRONG: readonly (readonly [field: string, wrong: object])[] = [
	['practice.name', { practice: { ...FOUNDING.practice, name: '  ' } }],
	['practice.name', { practice: undefined }],
	['practice.name', { practice: { ...FOUNDING.practice, name: 'two\nlines' } }],
	['practice.timeZone', { practice: { ...FOUNDING.practice, timeZone: 'Mars/Olympus' } }],
	['practice.timeZone', { practice: { name: 'Sunrise' } }],
	['manager.name', { manager: { ...MANAGER, name: '' } }],
	['manager.name', { manager: { ...MANAGER, name: 'a\u202eb' } }],
	['manager.email', { manager: { ...MANAGER, email: 'maria' } }],
	['manager.email', { manager: { ...MANAGER, email: 42 } }],
	['manager.email', { manager: { ...MANAGER, email: 'maria@practice.test, ben@practice.test' } }],
	['manager.password', { manager: { ...MANAGER, password: 'too short' } }],
	['manager.password', { manager: { ...MANAGER, password: 'x'.repeat(257) } }],
	['departments', { departments: [] }],
	['departments', { departments: 'billing' }],
	['departments.0', { departments: ['surgery'] }]
];

test.each(WRONG)('[A4] bad input names its field: %s', async (field, wrong) => {
	const house = openHouse();
	const answer = await house.browser().post('/api/setup', { token: house.setup.token, ...FOUNDING, ...wrong });
	expect(answer).toMatchObject({ status: 422, body: { field } });
	expect(answer.body.title).toMatch(/^[A-Z].*\.$/);
	expect(rows(house)).toEqual(NOTHING);
});

test('[A4] when a board cannot be made, nobody is', async () => {
	const house: House = openHouse({
		boards: {
			list: () => [],
			find: () => null,
			create(departments, now) {
				sqliteBoards(house.db).create(departments, now);
				throw new Error('disk full');
			}
		}
	});
	const attempt = () => house.browser().post('/api/setup', { token: house.setup.token, ...FOUNDING });
	expect((await attempt()).status).toBe(500);
	expect(rows(house)).toEqual(NOTHING);
	expect((await house.browser().get('/api/practice')).body.setUp).toBe(false);
});
