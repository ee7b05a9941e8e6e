import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

test.use({ serviceWorkers: 'allow' });

const SAVED = 'Saved on server';
const OFFLINE = 'Offline: kept on this device';

interface Row {
	/** The card's title, too. */
	readonly what: string;
	/** By Jamie, without the network. */
	readonly inTheTunnel: (jamie: Desk) => Promise<unknown>;
	/** By Ana, meanwhile. */
	readonly atTheDesk: (ana: Desk) => Promise<unknown>;
	readonly bothKnow: (jamie: Desk, ana: Desk, what: string) => Promise<unknown>;
}

/**
 * Where other boards lose words: two people change one thing without knowing of each other, one of them without the
 * network. A row holds when every character is still there and both people are told.
 */
const ROWS: readonly Row[] = [
	{
		what: 'A: both write in one description',
		inTheTunnel: async (jamie) => {
			await jamie.description.press('End');
			await jamie.description.pressSequentially(' Called twice.');
			await jamie.comment('From the tunnel.');
		},
		atTheDesk: async (ana) => {
			await ana.description.press('Home');
			await ana.description.pressSequentially('Urgent. ');
			await ana.comment('From the desk.');
		},
		bothKnow: async (jamie, ana, what) => {
			await told(jamie, `Ana Petrova wrote in the description of “${what}” too while you were offline`);
			await told(ana, `Jamie Reyes, offline, wrote in the description of “${what}” too`);
			for (const one of [jamie, ana]) {
				await show(one, what);
				await expect(one.description).toHaveValue('Urgent. Visits: 12. Called twice.');
				await expect(one.comments).toHaveCount(2);
			}
		}
	},
	{
		what: 'B: one archives what the other writes on',
		inTheTunnel: (jamie) => jamie.description.fill('She asked for a call before noon.'),
		atTheDesk: (ana) => verb(ana, 'Archive card'),
		bothKnow: async (jamie, ana, what) => {
			await told(jamie, `Ana Petrova archived “${what}” while you were offline`);
			await told(ana, `Jamie Reyes, offline, changed “${what}”, which you archived`);
			await bringBack(ana, what);
			await expect(ana.description).toHaveValue('She asked for a call before noon.');
		}
	},
	{
		what: 'C: one writes on what the other archives',
		inTheTunnel: (jamie) => verb(jamie, 'Archive card'),
		atTheDesk: (ana) => ana.description.fill('She is on the line again.'),
		bothKnow: async (jamie, ana, what) => {
			await told(jamie, `Ana Petrova changed “${what}”, which you archived offline`);
			await told(ana, `Jamie Reyes, offline, archived “${what}”, which you changed`);
			await bringBack(jamie, what);
			await expect(jamie.description).toHaveValue('She is on the line again.');
		}
	},
	{
		what: 'D: both choose a due time',
		inTheTunnel: (jamie) => jamie.panel.getByLabel('Due day').fill('2027-03-04'),
		atTheDesk: (ana) => ana.panel.getByLabel('Due day').fill('2027-03-05'),
		bothKnow: async (jamie, ana, what) => {
			await told(jamie, new RegExp(`Due of “${what}” is Mar \\d, 2027, as (you|Ana Petrova) chose.*Mar \\d, 2027`));
			await told(
				ana,
				new RegExp(`Due of “${what}” is Mar \\d, 2027, as (you|Jamie Reyes) chose.*(Mar \\d, 2027|something else)`)
			);
		}
	},
	{
		what: 'E: one hands over what the other writes on',
		inTheTunnel: async (jamie) => {
			await jamie.description.fill('The member number has changed.');
			await jamie.comment('Ask for the new card.');
		},
		atTheDesk: (ana) => handOverTo(ana, 'Billing'),
		bothKnow: async (jamie, ana, what) => {
			await told(ana, `Jamie Reyes changed “${what}” without knowing that you handed it over to Billing`);
			await told(jamie, '2 changes of yours could not be saved.');
			await jamie.news.getByRole('button', { name: 'Look at them' }).click();
			const kept = jamie.page.getByRole('dialog', { name: 'Changes that could not be saved' }).getByRole('listitem');
			await expect(kept.filter({ hasText: 'The member number has changed.' })).toContainText('handed over to Billing');
			await expect(kept.filter({ hasText: 'Ask for the new card.' })).toContainText(what);
		}
	}
];

test('what two people do to one card, apart: nothing is lost, and both are told', async ({ desk }) => {
	test.slow();
	const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
	for (const { what } of ROWS) await jamie.capture(what);
	const [{ what: first }] = ROWS as [Row];
	await jamie.openCard(first);
	await jamie.description.fill('Visits: 12.');
	await ana.openCard(first);
	await expect(ana.description).toHaveValue('Visits: 12.');
	await jamie.readyForOffline();
	await expect(jamie.status).toHaveText(SAVED);

	await jamie.goOffline();
	await expect(jamie.status).toHaveText(OFFLINE);
	for (const { what, inTheTunnel } of ROWS) await onCard(jamie, what, inTheTunnel);
	await expect(jamie.status).toHaveText(OFFLINE);
	for (const { what, atTheDesk } of ROWS) await onCard(ana, what, atTheDesk);
	await expect(ana.status).toHaveText(SAVED);

	// A reload without the network shows the board as it was left.
	await jamie.page.reload();
	await expect(jamie.status).toHaveText(OFFLINE);
	await jamie.openCard(first);
	await expect(jamie.description).toHaveValue('Visits: 12. Called twice.');
	await expect(jamie.card(ROWS[2]!.what)).toHaveCount(0);

	await jamie.goOnline();
	await expect(jamie.status).toHaveText(SAVED);
	for (const one of [jamie, ana]) await one.news.getByRole('button', { name: 'Show all' }).click();
	for (const { what, bothKnow } of ROWS) await test.step(what, () => bothKnow(jamie, ana, what));
});

test('of two moves one holds, and whoever’s did not is told who moved the card where', async ({ desk }) => {
	const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
	await expect(jamie.status).toHaveText(SAVED);
	const title = await jamie.firstCard('To do');
	await jamie.goOffline();
	await expect(jamie.status).toHaveText(OFFLINE);
	await jamie.moveTo(title, 'Doing');
	await ana.moveTo(title, 'Contacted, waiting');
	await expect(ana.status).toHaveText(SAVED);
	await jamie.goOnline();
	await expect(jamie.status).toHaveText(SAVED);
	await expect.poll(async () => (await columnOf(jamie, title)) === (await columnOf(ana, title))).toBe(true);

	// Which of two moves at the same time holds is chance, the same on every screen.
	const place = await columnOf(ana, title);
	const [winner, loser, other] = place === 'Doing' ? ['Jamie Reyes', ana, jamie] : ['Ana Petrova', jamie, ana];
	await told(loser as Desk, `${winner as string} moved “${title}” to ${place}.`);
	await expect((other as Desk).news).not.toContainText('moved');
	await (loser as Desk).news.getByRole('link', { name: 'Show card' }).click();
	await expect((loser as Desk).title).toHaveValue(title);
	await expect((loser as Desk).news).not.toContainText('moved');
});

async function onCard(one: Desk, title: string, change: (one: Desk) => Promise<unknown>): Promise<void> {
	await one.cardLink(title).click();
	await expect(one.title).toHaveValue(title);
	await change(one);
}

const verb = (one: Desk, name: string) => one.panel.getByRole('button', { name, exact: true }).click();

async function handOverTo(one: Desk, department: string): Promise<void> {
	await expect(one.status).toHaveText(SAVED);
	await verb(one, 'Hand over…');
	const dialog = one.page.getByRole('dialog', { name: 'Hand over to another department' });
	await dialog.getByLabel('Department').selectOption(department);
	await dialog.getByRole('button', { name: 'Hand over' }).click();
	await expect(dialog).toHaveCount(0);
}

const show = (one: Desk, title: string) =>
	one.news.locator('.notice', { hasText: title }).getByRole('link', { name: 'Show card' }).click();

/** From the news to the card, and from there back to the board. */
async function bringBack(one: Desk, title: string): Promise<void> {
	await show(one, title);
	await one.page.getByRole('button', { name: 'Bring back' }).click();
	await expect(one.title).toHaveValue(title);
}

async function told(one: Desk, words: string | RegExp): Promise<void> {
	await expect(one.news).toContainText(words);
}

async function columnOf(one: Desk, title: string): Promise<string> {
	const column = one.columns.filter({ has: one.cardLink(title) });
	return (await column.getByRole('heading').innerText()).trim();
}
