import type { Page } from '@playwright/test';
import type { WallSettings } from '#domain/wall/settings.ts';
import { barriers } from './barriers.ts';
import { NO_NETWORK, type Desk } from './desk.ts';
import { expect, test as base } from './fixture.ts';
import { PageFiles } from './page-files.ts';
import { Television } from './wall-screen.ts';
import { Stream } from './wall-stream.ts';

const SCREEN = { viewport: { width: 1920, height: 1080 } };
const SECOND = 1_000;

const test = base.extend<{ hang: () => Promise<Television> }>({
	/** Hangs a screen on the wall; nothing is open on it yet. */
	hang: async ({ practice, visitor }, use) => {
		await use(async () => new Television(await visitor(practice, SCREEN)));
	}
});

test.use({ serviceWorkers: 'allow' });

test.describe('a screen on the wall', () => {
	test('[WP1, WP3, WP5, WP10] is paired by a manager, follows the boards, and forgets them when it is turned dark', async ({
		desk,
		hang
	}) => {
		const [tv, maria, ana] = await Promise.all([hang(), desk('Maria'), desk('Ana')]);
		const files = new PageFiles(tv.page);
		await tv.open();
		await expect(tv.code).toBeVisible();
		expect(await barriers(tv.page)).toEqual([]);
		await maria.page.goto(`/walls#${await tv.code.innerText()}`);
		await expect(
			maria.page.getByText(/^\w+ on \w+ at the server’s own computer asks since \d\d:\d\d\.$/)
		).toBeVisible();
		maria.mayMeet(/status of 422/);
		await maria.page.getByRole('button', { name: 'Show the boards there' }).click();
		await expect(maria.page.getByText('Name the screen.')).toBeVisible();
		expect(await barriers(maria.page)).toEqual([]);
		await maria.page.getByLabel('Name', { exact: true }).fill('Front desk wall');
		await maria.page.getByRole('button', { name: 'Show the boards there' }).click();
		await tv.showsBoards();
		await expect(tv.page.getByText('Front desk wall')).toBeVisible();
		// The code with its picture, all slides and the huddle's are in these.
		expect(await files.gzipBytes()).toBeLessThanOrEqual(60_000);

		const unowned = await tv.number('no owner');
		await ana.capture('Sort the letters');
		await expect.poll(() => tv.number('no owner')).toBe(unowned + 1);

		const row = maria.page.getByRole('listitem').filter({ hasText: 'Front desk wall' });
		await expect(row).toContainText('Showing now');
		expect(await barriers(maria.page)).toEqual([]);
		await row.getByRole('button', { name: 'Turn it dark…' }).click();
		await maria.page.getByRole('button', { name: 'Turn it dark', exact: true }).click();
		await expect(tv.code).toBeVisible();
		expect(await tv.knows()).not.toContain('Lantern Street');
		await expect(maria.page.getByText('No screen is paired yet.')).toBeVisible();
	});

	test('[TV2, TV3, TV7] says of a card what whoever passes may read, and rings for help', async ({
		practice,
		desk,
		hang,
		request
	}) => {
		const [tv, maria, ana] = await Promise.all([hang(), desk('Maria'), desk('Ana')]);
		await ana.capture('Call back the Quartz family');
		await ana.openCard('Call back the Quartz family');
		await ana.panel.getByLabel('Patient').fill('Zelda Quartz');
		await ana.panel.getByLabel('Due day').fill('2020-01-06');
		await ana.panel.getByLabel('Due time').focus();
		await tv.pair(practice, request);
		const first = tv.cards.first();
		await expect(first).toContainText('Call back');
		await expect(first).toContainText(/\d+ days late/);
		expect(await tv.knows()).not.toMatch(/Quartz|Zelda|Z\.Q\.|family/);

		await maria.page.goto('/walls');
		await chooseZone(maria, 'Anybody');
		await expect(tv.cards).toHaveCount(0);
		expect(await tv.number('overdue')).toBeGreaterThan(0);
		expect(await tv.knows()).not.toMatch(/Quartz|Zelda|Z\.Q\.|family|Call back/);
		await chooseZone(maria, 'Staff only');
		await expect(first).toContainText('Z.Q.');
		await expect(first).toContainText('Call back the …');
		expect(await tv.knows()).not.toMatch(/Quartz|Zelda/);
		await chooseZone(maria, 'Staff and patients');
		await expect(first).not.toContainText('Z.Q.');
		expect(await tv.knows()).not.toMatch(/Quartz|Zelda|Z\.Q\.|family/);

		await ana.panel.getByRole('button', { name: 'Ask for help' }).click();
		const band = tv.page.getByRole('alert').filter({ hasText: 'Ana asks for help' });
		await expect(band).toContainText('Front Desk · Call back');
		expect(await barriers(tv.page)).toEqual([]);
		await expect(first).toContainText('Asks for help');
		await ana.panel.getByRole('button', { name: 'Help has come' }).click();
		await expect(band).toHaveCount(0);
	});

	test('[TV8] is read from the farthest seat, light and dark, and nothing is cut', async ({
		practice,
		hang,
		request
	}) => {
		const boards = ['front-desk', 'billing'];
		const usual = { zone: 'staff-only', theme: 'dark', inches: 55, metres: 4 } as const;
		const far = { zone: 'mixed', theme: 'light', inches: 43, metres: 5 } as const;
		const tvs = await Promise.all([usual, far].map(async (settings) => ({ settings, tv: await hang() })));
		for (const { settings, tv } of tvs) {
			await tv.page.clock.install();
			await tv.pair(practice, request, { boards, ...settings });
			tv.desk.mayMeet(NO_NETWORK);
		}
		// From here on nothing moves the slides but the test, and each is reached before the whole screen turns grey.
		await practice.kill();
		for (const { settings, tv } of tvs) {
			const slides = new Set<string>();
			for (let n = 0; n < 22 && slides.size < 3; n++) {
				const title = await tv.slide.innerText();
				if (!slides.has(title)) await test.step(`${settings.theme}: ${title}`, () => isReadable(tv, settings));
				slides.add(title);
				await tv.page.clock.fastForward(5 * SECOND);
			}
			expect([...slides].sort()).toEqual(['Billing', 'Front Desk', 'Right now']);
		}
	});

	test('[TV10] never lies: without word it says so, goes round, survives a reload, and comes back by itself', async ({
		practice,
		hang,
		request
	}) => {
		const tv = await hang();
		tv.desk.mayMeet(NO_NETWORK, /status of 502/);
		const { clock } = tv.page;
		await clock.install();
		await tv.pair(practice, request);
		await tv.desk.readyForOffline();
		// A proxy that lost the server behind it.
		const refused = new Set<string>();
		await tv.page.route(/\/api\/tv\b/, (route) => {
			refused.add(new URL(route.request().url()).pathname);
			return route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' });
		});
		await practice.kill();
		await clock.fastForward(16 * SECOND);
		await expect(tv.mark).toHaveText(/^Last update \d\d:\d\d, reconnecting$/);
		await expect(tv.banner).toHaveCount(0);
		await clock.fastForward(106 * SECOND);
		await expect(tv.banner).toContainText(/^Not live since \d\d:\d\d/);
		const since = await tv.mark.innerText();

		const round = await roundOf(tv);
		const start = round.indexOf('Right now');
		expect(round.slice(start, start + 5)).toEqual([
			'Right now',
			'Front Desk',
			'Clinical Team',
			'Billing',
			'Management'
		]);

		await tv.page.reload();
		await expect(tv.mark).toHaveText(since);
		await expect(tv.banner).toBeVisible();
		await expect(tv.cards.first()).toBeVisible();

		expect([...refused].sort()).toEqual(['/api/tv', '/api/tv/stream']);
		await practice.startAgain();
		await tv.page.unrouteAll();
		await clock.fastForward(31 * SECOND);
		await tv.showsBoards();
		await expect(tv.banner).toHaveCount(0);
	});

	test('takes thousands of views in the memory of one', async ({ practice, hang, request }) => {
		const long = Boolean(process.env['LONG']);
		const [rounds, each] = long ? [20, 2_500] : [2, 2_500];
		test.setTimeout(long ? 600_000 : 120_000);
		const tv = await hang();
		await tv.pair(practice, request);
		const view = await smallView(tv.page);
		const stream = await Stream.insteadOfTheServers(tv.page);
		let told = 0;
		const tell = async (views: number) => {
			stream.say(Array.from({ length: views }, () => view(++told)));
			await expect(tv.page.getByText(`View ${told}`, { exact: true })).toBeVisible({ timeout: 45 * SECOND });
		};
		await tv.page.reload();
		await tell(1_000);
		const before = await memoryOf(tv.page);
		for (let round = 0; round < rounds; round++) await tell(each);
		const after = await memoryOf(tv.page);
		if (long) process.stdout.write(`${told} views: ${JSON.stringify({ before, after })}\n`);
		for (const what of ['heap', 'nodes', 'listeners'] as const) {
			expect(after[what] / before[what], `${what}: ${before[what]} → ${after[what]}`).toBeLessThan(1.2);
		}
	});
});

/** @returns the slides' titles in their order, more than one round of them; what calls for somebody is on each. */
async function roundOf(tv: Television): Promise<string[]> {
	const round: string[] = [];
	for (let n = 0; n < 22; n++) {
		const title = await tv.slide.innerText();
		if (title !== 'Right now') await expect(tv.page.getByText('Now', { exact: true })).toBeVisible();
		expect(await tv.cards.count()).toBeGreaterThan(0);
		if (round.at(-1) !== title) round.push(title);
		await tv.page.clock.fastForward(10 * SECOND);
	}
	return round;
}

async function chooseZone(maria: Desk, label: string): Promise<void> {
	await maria.page.getByRole('button', { name: 'Change…' }).click();
	const form = maria.page.getByRole('dialog', { name: 'Front desk wall' });
	await form.getByRole('radio', { name: label }).check();
	expect(await barriers(maria.page)).toEqual([]);
	await form.getByRole('button', { name: 'Save' }).click();
	await expect(form).toHaveCount(0);
}

/**
 * 55 inches seen from 4 m: names of cards are 44 of 1,080 lines high and nothing is under 28, whatever the pixels. In
 * seven columns, and on a small screen seen from afar, they are as large as words in one piece can be.
 */
async function isReadable(tv: Television, { inches, zone }: Pick<WallSettings, 'inches' | 'zone'>): Promise<void> {
	expect(await barriers(tv.page)).toEqual([]);
	for (const [times, size] of [
		[1, { width: 1920, height: 1080 }],
		[2, { width: 3840, height: 2160 }]
	] as const) {
		await tv.page.setViewportSize(size);
		const texts = await tv.texts();
		const names = texts.filter(({ isCardName }) => isCardName);
		expect(names.length).toBeGreaterThan(3);
		const [title, least] = inches === 43 ? [72, 36] : [44, 28];
		expect(names.filter(({ px, inColumn }) => !inColumn && Math.abs(px - title * times) > 0.1)).toEqual([]);
		const inColumns = names.filter(({ inColumn }) => inColumn).map(({ px }) => Math.round(px / times));
		expect([[], [inches === 43 ? 46 : 44], [36]]).toContainEqual([...new Set(inColumns)]);
		expect(texts.filter(({ px }) => px < least * times - 0.1)).toEqual([]);
		expect(texts.filter(({ contrast }) => contrast < 7)).toEqual([]);
		expect(await tv.beyondItsEdges()).toEqual([]);
		// What a title says may be long; the words of a kind are ours.
		if (zone === 'mixed') expect(await tv.brokenNames()).toEqual([]);
	}
	await tv.page.setViewportSize(SCREEN.viewport);
}

/** The page's own last view with few cards, under a name of its own each time. */
async function smallView(page: Page): Promise<(n: number) => string> {
	const kept = await page.evaluate(() => localStorage.getItem('daybreak/wall')!);
	const { view } = JSON.parse(kept) as { view: { exceptions: object[]; slides: object[] } };
	const cards = view.exceptions.slice(0, 2);
	return (n) => {
		const exceptions = cards.map((card, i) => ({ ...card, id: `c${n}-${i}` }));
		return JSON.stringify({ ...view, exceptions, slides: [], calling: n, name: `View ${n}`, reading: false });
	};
}

async function memoryOf(page: Page): Promise<{ heap: number; nodes: number; listeners: number }> {
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('HeapProfiler.collectGarbage');
	await devtools.send('HeapProfiler.collectGarbage');
	const { usedSize } = await devtools.send('Runtime.getHeapUsage');
	const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
	await devtools.detach();
	return { heap: usedSize, nodes, listeners: jsEventListeners };
}
