import type { Locator } from '@playwright/test';
import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';
import { Wire } from './wire.ts';

const TITLE = 'Eligibility for Mr. Brandt';

/** Jamie at a desk whose cable the test holds, with a card of a known title open, and Ana beside. */
async function atTheWire(desk: (name: string, options?: { wire?: Wire }) => Promise<Desk>) {
	const wire = new Wire();
	const [jamie, ana] = await Promise.all([desk('Jamie', { wire }), desk('Ana')]);
	await jamie.capture(TITLE);
	await jamie.openCard(TITLE);
	await ana.openCard(TITLE);
	await expect(jamie.status).toHaveText('Saved on server');
	return { wire, jamie, ana };
}

const kept = ({ page }: Desk): Locator => page.getByRole('dialog', { name: 'Changes that could not be saved' });
const entry = (one: Desk, words: string) => kept(one).getByRole('listitem').filter({ hasText: words });

async function lookAtThem(one: Desk): Promise<void> {
	await one.news.getByRole('button', { name: 'Look at them' }).click();
	await expect(kept(one)).toBeVisible();
}

test('a change that the server refuses is handed back, and applied again at a word', async ({ desk }) => {
	const { wire, jamie, ana } = await atTheWire(desk);
	wire.falsifyNext('billing', 'wishing');
	await jamie.panel.getByLabel('Category').selectOption('Billing');
	await expect(jamie.news).toContainText('One change of yours could not be saved.');
	expect(wire.tampered).toBe(1);
	// The board is there again by itself, from the server, without the refused change.
	await expect(jamie.status).toHaveText('Saved on server');
	await expect(jamie.title).toHaveValue(TITLE);
	await expect(jamie.panel.getByLabel('Category')).toHaveValue('');
	await expect(ana.panel.getByLabel('Category')).toHaveValue('');

	await lookAtThem(jamie);
	await expect(entry(jamie, TITLE)).toContainText('Changed category');
	await kept(jamie).getByRole('button', { name: 'Apply' }).click();
	await expect(kept(jamie)).toHaveCount(0);
	await expect(jamie.news).not.toContainText('could not be saved');
	for (const one of [jamie, ana]) await expect(one.panel.getByLabel('Category')).toHaveValue('billing');
	await expect(jamie.status).toHaveText('Saved on server');
});

test('after a refusal one goes on typing, and colleagues see it', async ({ desk }) => {
	const { wire, jamie, ana } = await atTheWire(desk);
	wire.falsifyNext('clinical', 'cynicism');
	await jamie.panel.getByLabel('Category').selectOption('Clinical');
	await expect(jamie.news).toContainText('One change of yours could not be saved.');
	await expect(jamie.status).toHaveText('Saved on server');
	await jamie.description.pressSequentially('Still here.');
	await expect(ana.description).toHaveValue('Still here.');
	await ana.description.press('End');
	await ana.description.pressSequentially(' So am I.');
	await expect(jamie.description).toHaveValue('Still here. So am I.');
	const here = ana.page.getByRole('list', { name: 'Who is here' });
	await expect(here.getByRole('img', { name: 'Jamie Reyes' })).toHaveCount(1);
});

test('all that was unsent is in hand: to apply, to copy, to discard, also after a reload', async ({
	desk,
	practice
}) => {
	const { wire, jamie, ana } = await atTheWire(desk);
	await jamie.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: practice.url });
	await wire.cut();
	await expect(jamie.status).toHaveText('Offline: kept on this device');
	await jamie.panel.getByLabel('Category').selectOption('Billing');
	await jamie.description.pressSequentially('The member number has changed.');
	await jamie.comment('Ask for the new card.');
	await jamie.capture('A card that was never sent');
	wire.falsifyNext('billing', 'wishing');
	wire.mend();
	await expect(jamie.news).toContainText('4 changes of yours could not be saved.');
	await expect(jamie.status).toHaveText('Saved on server');
	await expect(jamie.description).toHaveValue('');

	// My day says so too, and shows them.
	const board = jamie.page.url();
	await jamie.page.goto('/my-day');
	await expect(jamie.news).toContainText('4 changes of yours on Front Desk could not be saved.');
	await lookAtThem(jamie);
	await expect(entry(jamie, 'Wrote in the description')).toContainText('The member number has changed.');

	await jamie.page.goto(board);
	await lookAtThem(jamie);
	await expect(kept(jamie).getByRole('listitem')).toHaveCount(4);
	await entry(jamie, 'Wrote in the description').getByRole('button', { name: 'Apply' }).click();
	await expect(ana.description).toHaveValue('The member number has changed.');
	await entry(jamie, 'A new card for Inbox').getByRole('button', { name: 'Apply' }).click();
	await expect(ana.cardIn('Inbox', 'A card that was never sent')).toBeVisible();

	const comment = entry(jamie, 'A comment');
	await comment.getByRole('button', { name: 'Copy' }).click();
	await expect(comment.getByRole('button', { name: 'Copied' })).toBeVisible();
	expect(await jamie.page.evaluate(() => navigator.clipboard.readText())).toBe('Ask for the new card.');
	await comment.getByRole('button', { name: 'Discard' }).click();
	await expect(kept(jamie).getByRole('listitem')).toHaveCount(1);

	await jamie.page.reload();
	await expect(jamie.description).toHaveValue('The member number has changed.');
	await expect(jamie.news).toContainText('One change of yours could not be saved.');
	await lookAtThem(jamie);
	await entry(jamie, 'Changed category').getByRole('button', { name: 'Discard' }).click();
	await expect(kept(jamie)).toHaveCount(0);
	await expect(jamie.news).not.toContainText('could not be saved');
	await expect(ana.comments.filter({ hasText: 'Ask for the new card.' })).toHaveCount(0);
	await expect(ana.panel.getByLabel('Category')).toHaveValue('');
});
