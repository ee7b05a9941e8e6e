import type { Locator } from '@playwright/test';
import { barriers } from './barriers.ts';
import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

test.use({ serviceWorkers: 'allow' });

const part = ({ page }: Desk, name: string): Locator => page.getByRole('region', { name: new RegExp(`^${name}\\b`) });
const link = (title: string) => ({ name: title, exact: true });
const rowIn = (one: Desk, region: string, title: string) =>
	part(one, region)
		.getByRole('listitem')
		.filter({ has: one.page.getByRole('link', link(title)) });

async function myDay(one: Desk): Promise<void> {
	await one.page.getByRole('navigation', { name: 'Boards' }).getByRole('link', { name: 'My day' }).click();
	await expect(one.page.getByRole('heading', { name: 'My day', level: 1 })).toBeVisible();
	await expect(one.page.getByText('Opening your boards…')).toHaveCount(0);
}

/** Makes a card of one's own, due at a time of today that has surely passed, or tomorrow. */
async function own(one: Desk, title: string, when: 'late' | 'tomorrow', owner = 'Jamie Reyes'): Promise<void> {
	await one.capture(title);
	await one.moveTo(title, 'To do');
	await one.answerWhoAndWhen(new RegExp(owner), 'Tomorrow 12:00');
	if (when === 'tomorrow') return;
	await one.openCard(title);
	await one.panel.getByLabel('Due day').fill('2026-01-05');
	await one.panel.getByLabel('Due time').focus();
	await one.page.keyboard.press('Escape');
	await one.panel.waitFor({ state: 'detached' });
}

test.describe('my day', () => {
	test('lists what is mine over all boards, live, and each row’s buttons do it', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
		await own(jamie, 'Call the school back', 'tomorrow');
		const face = ana.page.getByRole('list', { name: 'Who is here' }).getByRole('img', { name: 'Jamie Reyes' });
		await expect(face).toBeVisible();
		await myDay(jamie);
		await expect(rowIn(jamie, 'Next', 'Call the school back')).toContainText('tomorrow 12:00');
		await expect(face).toHaveCount(0);
		expect(await barriers(jamie.page)).toEqual([]);

		await ana.openCard('Call the school back');
		await ana.panel.getByLabel('Due day').fill('2026-01-05');
		await ana.panel.getByLabel('Due time').focus();
		await ana.comment('@Jamie they closed early');
		const late = rowIn(jamie, 'Late', 'Call the school back');
		await expect(late).toContainText(/\d+ days late/);
		await expect(rowIn(jamie, 'Colleagues wrote to me', 'Call the school back')).toContainText('they closed early');
		await expect(jamie.page).toHaveTitle(/^\(\d+\) My day · Daybreak$/);

		await late.getByRole('button', { name: 'New due time: Call the school back' }).click();
		await jamie.page.getByRole('menuitem', { name: 'Tomorrow 09:00' }).click();
		await expect(rowIn(jamie, 'Next', 'Call the school back')).toContainText('tomorrow 09:00');
		await expect(rowIn(jamie, 'Next', 'Call the school back').getByRole('link')).toBeFocused();
		await jamie.page.getByRole('button', { name: /^Undo: / }).click();
		await expect(late).toBeVisible();
		await late.getByRole('button', { name: 'Move to…: Call the school back' }).click();
		await jamie.page.getByRole('menuitemradio', { name: 'Doing' }).click();
		await expect(ana.cardIn('Doing', 'Call the school back')).toBeVisible();
		await late.getByRole('button', { name: 'Finish: Call the school back' }).click();
		await expect(ana.cardIn('Done', 'Call the school back')).toBeVisible();
		await expect(jamie.page.getByRole('link', link('Call the school back'))).toHaveCount(0);
	});

	test('works without the network, and the week has each card on its day', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
		await own(jamie, 'Fax the plan of care', 'tomorrow');
		await expect(jamie.status).toHaveText('Saved on server');
		await jamie.readyForOffline();
		await jamie.goOffline();
		await jamie.page.goto('/my-day');
		await expect(jamie.status).toHaveText('Offline: kept on this device');
		await rowIn(jamie, 'Next', 'Fax the plan of care')
			.getByRole('button', { name: /^New due time/ })
			.click();
		await jamie.page.getByRole('menuitem', { name: 'Another day or time…' }).click();
		const dialog = jamie.page.getByRole('dialog', { name: 'New due time' });
		await dialog.getByLabel('Day').fill('2031-03-12');
		await dialog.getByLabel('Time').fill('08:15');
		await dialog.getByRole('button', { name: 'Save' }).click();
		await expect(rowIn(jamie, 'Next', 'Fax the plan of care')).toContainText('Mar 12, 2031 08:15');
		await jamie.goOnline();
		await expect(ana.card('Fax the plan of care')).toContainText('Mar 12, 2031 08:15');

		await jamie.page.goto('/my-day?view=week&from=2031-03-10');
		await expect(rowIn(jamie, 'Wed, Mar 12', 'Fax the plan of care')).toBeVisible();
		await jamie.page.getByRole('link', { name: 'Week before' }).click();
		await expect(rowIn(jamie, 'Later', 'Fax the plan of care')).toBeVisible();
		await jamie.page.getByRole('link', { name: 'This week' }).click();
		await expect(jamie.page.getByText('Today', { exact: true })).toBeVisible();
		await rowIn(jamie, 'Later', 'Fax the plan of care').getByRole('link').click();
		await expect(jamie.title).toHaveValue('Fax the plan of care');
	});

	test('a banner on every screen, until it is put away and something else is late', async ({ desk }) => {
		const jamie = await desk('Jamie');
		const banner = jamie.page.getByRole('region', { name: 'Due', exact: true });
		await own(jamie, 'Return the chart', 'late');
		await expect(banner).toContainText(/cards? of yours (is|are) late/);
		await expect(jamie.page).toHaveTitle(/^\(\d+\) Front Desk · Daybreak$/);
		await jamie.chooseFromMenu('Your account');
		await expect(jamie.page).toHaveTitle(/^\(\d+\) Your account/);
		await banner.getByRole('button', { name: 'Not now' }).click();
		await expect(banner).toHaveText('');
		await expect(jamie.page.getByRole('button', { name: 'Search all boards' })).toBeFocused();
		await jamie.page.getByRole('link', { name: 'Front Desk' }).click();
		await expect(jamie.card('Return the chart')).toContainText('late');
		await expect(banner).toHaveText('');
		await own(jamie, 'Order toner', 'late');
		await banner.getByRole('link', { name: /late/ }).click();
		await expect(rowIn(jamie, 'Late', 'Order toner')).toBeVisible();
		await expect(banner).toHaveText('');
	});

	test('managers see all that is late and nobody’s, and give it to somebody', async ({ desk }) => {
		const [maria, jamie] = await Promise.all([desk('Maria'), desk('Jamie')]);
		await jamie.page.goto('/my-day?view=everybody');
		await expect(jamie.page.getByRole('link', link('Everybody'))).toHaveCount(0);
		await expect(part(jamie, 'What everybody has in hand')).toHaveCount(0);
		await own(maria, 'Check the sharps box', 'late', 'Ana Petrova');
		await maria.capture('Unread letter of today');
		await myDay(maria);
		await expect(rowIn(maria, 'I asked others for', 'Check the sharps box')).toContainText('Ana Petrova');
		await maria.page.getByRole('link', link('Everybody')).click();
		await expect(rowIn(maria, 'Everything late', 'Check the sharps box')).toContainText('Front Desk · To do');
		const unowned = rowIn(maria, 'Nobody’s yet', 'Unread letter of today');
		const load = part(maria, 'What everybody has in hand').getByRole('listitem').filter({ hasText: 'Jamie Reyes' });
		const open = Number.parseInt((await load.innerText()).match(/(\d+) cards open/)![1]!, 10);
		await unowned.getByRole('button', { name: 'Give to…: Unread letter of today' }).click();
		await maria.page.getByRole('menuitemradio', { name: 'Jamie Reyes' }).click();
		await expect(unowned).toHaveCount(0);
		await expect(load).toContainText(`${open + 1} cards open`);
	});
});

test('on paper: a board with all its cards, and a day on one page', async ({ desk }) => {
	const maria = await desk('Maria', { colorScheme: 'dark' });
	const paper = maria.page.getByRole('article');
	await maria.page.emulateMedia({ media: 'print' });
	await expect(paper).toHaveCount(0);
	await maria.page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	await expect(paper.getByRole('heading', { level: 1 })).toHaveText('Front Desk');
	await expect(paper.getByText(/^Lantern Street Therapy · printed /)).toBeVisible();
	const sections = await paper.getByRole('heading', { level: 2 }).allInnerTexts();
	const cards = sections.map((heading) => Number(/\d+$/.exec(heading)![0]));
	expect(Math.max(...cards)).toBeGreaterThan(40);
	await expect(paper.getByRole('listitem')).toHaveCount(cards.reduce((sum, n) => sum + n, 0));
	await expect(maria.columns).toHaveCount(0);
	expect(await maria.page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
	await maria.page.evaluate(() => dispatchEvent(new Event('afterprint')));
	await expect(paper).toHaveCount(0);

	await maria.page.emulateMedia({ media: null });
	await myDay(maria);
	for (const format of ['Letter', 'A4']) {
		const pdf = await maria.page.pdf({ format });
		expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
	}
});
