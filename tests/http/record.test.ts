import { expect, test, vi } from 'vitest';
import { NOBODY, type RecordEntry } from '#domain/activity/events.ts';
import type { BoardId, CardId, Instant, PersonId } from '#domain/ids.ts';
import { createWitness } from '../../server/features/record/witness.ts';
import type { NewEntry } from '../../server/ports/record.ts';
import { joined, MANAGER, openPractice } from './house.ts';

type Line = Omit<RecordEntry, 'change'> & { readonly change: { readonly kind: string } & Record<string, unknown> };

const linesOf = ({ db }: Awaited<ReturnType<typeof openPractice>>): Line[] =>
	db
		.prepare<[string], Line & { change: string }>('SELECT * FROM activity WHERE kind NOT LIKE ? ORDER BY seq')
		.all('column-%')
		.map((row) => ({ ...row, change: JSON.parse(row.change as unknown as string) }));
const kindsOf = (house: Parameters<typeof linesOf>[0]) => linesOf(house).map(({ change }) => change.kind);

test('[R3] who came in, who did not and who was invited is recorded, and never what was typed', async () => {
	const house = await openPractice();
	const ana = await joined(house, { name: 'Ana', email: 'ana@practice.test' });
	await ana.delete('/api/session');
	const stranger = house.browser('198.51.100.7');
	stranger.headers = { ...stranger.headers, 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/130.0' };
	await stranger.post('/api/session', { email: 'ana@practice.test', password: 'my wrong pass phrase' });
	await stranger.post('/api/session', { email: 'the secret pass phrase', password: 'x' });
	await stranger.post('/api/session', { email: MANAGER.email, password: MANAGER.password });
	house.witness.flush();

	expect(kindsOf(house).filter((kind) => kind !== 'board-changed')).toEqual([
		...['practice-founded', 'signed-in', 'person-invited', 'person-joined', 'signed-in', 'signed-out'],
		...['sign-in-failed', 'sign-in-failed', 'signed-in']
	]);
	const anas = house.accounts.personByEmail('ana@practice.test')!.id;
	const [known, unknown, last] = linesOf(house).slice(-3);
	expect(known).toMatchObject({ person: NOBODY, source: '198.51.100.7', change: { account: anas } });
	expect(unknown).toMatchObject({ person: NOBODY, device: null, change: { account: null } });
	expect(last!.change).toMatchObject({ method: 'password', on: 'Firefox on Windows' });
	expect(JSON.stringify(linesOf(house))).not.toMatch(/pass phrase|sunny morning|early bird/);
});

test('[R1] where the record cannot be written, nothing happens that it would tell of', async () => {
	const house = await openPractice();
	await house.maria.post('/api/invitations', invitation('a@practice.test'));
	house.db.exec(`CREATE TRIGGER full BEFORE INSERT ON activity BEGIN SELECT RAISE(ABORT, 'full'); END`);
	const [open] = (await house.maria.get('/api/invitations')).body;
	expect((await house.maria.post('/api/invitations', invitation('b@practice.test'))).status).toBe(500);
	expect((await house.maria.delete(`/api/invitations/${open.id}`)).status).toBe(500);
	expect((await house.maria.delete('/api/session')).status).toBe(500);
	expect((await house.maria.get('/api/invitations')).body).toHaveLength(1);
	house.db.exec('DROP TRIGGER full');
	expect(() =>
		house.record.inOne(() => {
			house.accounts.withdraw(open.id);
			throw new Error('and back');
		})
	).toThrow('and back');
	expect(house.accounts.openInvitations(Date.now() as Instant)).toHaveLength(1);
});

function invitation(email: string) {
	return { name: 'Somebody', email, role: 'staff', departments: ['billing'] };
}

test('[R3] what somebody may not do or see is recorded under their name and the route’s pattern', async () => {
	const house = await openPractice();
	const ana = await joined(house, { name: 'Ana', email: 'ana@practice.test' });
	await ana.post('/api/record/search', { patient: 'J.M.' });
	await ana.get('/api/boards/front-desk/cards/c1/history');
	await house.browser().get('/api/me');
	house.witness.flush();
	const anas = house.accounts.personByEmail('ana@practice.test')!.id;
	const refusals = linesOf(house).filter(({ change }) => change.kind === 'access-refused');
	expect(refusals.map(({ person, change }) => [person, change.route, change.code])).toEqual([
		[anas, '/api/record/search', 'not-allowed'],
		[anas, '/api/boards/:board/cards/:card/history', 'not-found']
	]);
});

test('[R4, R5] reads and refusals are written in groups, once for many, and wait while nothing can be written', () => {
	vi.useFakeTimers({ now: 1_000_000 });
	const lines: NewEntry[] = [];
	let full = false;
	const write = (entry: NewEntry) => {
		if (full) throw new Error('disk full');
		lines.push(entry);
	};
	const record = { write, inOne: <T>(work: () => T) => work() };
	const now = () => Date.now() as Instant;
	const witness = createWitness({ record, isCard: (_, card) => card !== 'nocard', steady: now, log: () => undefined });
	const ana = { person: 'p-ana' as PersonId, device: 's1', source: '192.0.2.1' };
	const [board, card] = ['front-desk' as BoardId, 'c1' as CardId];
	const told = () => lines.splice(0).map(({ change }) => [change.kind, (change as { times?: number }).times]);

	for (let i = 0; i < 50; i++) witness.boardOpened(ana, board);
	for (let i = 0; i < 50; i++) witness.cardRead(ana, board, card);
	witness.cardRead(ana, board, 'nocard' as CardId);
	witness.cardRead({ ...ana, device: 's2' }, board, card);
	for (let i = 0; i < 1_000; i++) witness.refused(ana, { kind: 'update-refused', code: 'not-allowed' }, board);
	expect(lines).toEqual([]);
	full = true;
	vi.advanceTimersByTime(3_000);
	full = false;
	vi.advanceTimersByTime(1_000);
	const reads = [
		['board-opened', undefined],
		['card-read', undefined],
		['card-read', undefined]
	];
	expect(told()).toEqual([...reads, ['update-refused', 1_000]]);

	for (let i = 0; i < 200; i++) witness.refused(ana, { kind: 'update-refused', code: 'not-allowed' }, board);
	vi.advanceTimersByTime(50_000);
	expect(told()).toEqual([]);
	vi.advanceTimersByTime(15_000);
	expect(told()).toEqual([['update-refused', 200]]);
	for (let i = 0; i < 5_000; i++) {
		witness.refused({ ...ana, source: `s${i}` }, { kind: 'access-refused', method: 'GET', route: '/', code: '403' });
	}
	vi.advanceTimersByTime(600_000);
	expect(told().length).toBeLessThan(1_100);
	witness.cardRead(ana, board, card);
	witness.close();
	expect(told()).toEqual([['card-read', undefined]]);
	vi.useRealTimers();
});
