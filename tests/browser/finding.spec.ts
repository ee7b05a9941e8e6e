import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

const bar = ({ page }: Desk) => page.getByRole('search', { name: 'Filter' });
const words = (desk: Desk) => bar(desk).getByRole('searchbox');

async function titles(desk: Desk, column: string): Promise<string[]> {
	return (await desk.cards(column).getByRole('link').allInnerTexts()).map((title) => title.trim());
}

test('a filter shows what answers, moves are relative to it, and the address keeps all of it but the words', async ({
	desk
}) => {
	const jamie = await desk('Jamie');
	const { page } = jamie;
	for (const title of ['Quince one', 'Pear between', 'Quince two', 'Quince three']) await jamie.capture(title);
	await page.keyboard.press('Escape');
	await page.keyboard.press('/');
	await expect(words(jamie)).toBeFocused();
	await page.keyboard.type('QUINCÉ');
	await expect(bar(jamie)).toContainText(/3 of \d+ cards/);
	expect(await titles(jamie, 'Inbox')).toEqual(['Quince one', 'Quince two', 'Quince three']);

	await jamie.cardLink('Quince three').focus();
	for (const key of [' ', 'ArrowUp', ' ']) await page.keyboard.press(key);
	await expect.poll(() => titles(jamie, 'Inbox')).toEqual(['Quince one', 'Quince three', 'Quince two']);
	await words(jamie).press('Escape');
	await expect(bar(jamie)).not.toContainText('cards');
	const all = await titles(jamie, 'Inbox');
	expect(all.slice(all.indexOf('Quince one'))).toEqual(['Quince one', 'Pear between', 'Quince three', 'Quince two']);

	await words(jamie).fill('zzyzx');
	await expect(bar(jamie)).toContainText('No card answers the filter');
	await words(jamie).fill('');
	await bar(jamie).getByRole('button', { name: 'Owner', exact: true }).click();
	await page.getByRole('menuitemradio', { name: 'No owner' }).click();
	await bar(jamie).getByRole('button', { name: 'Lanes by owner' }).click();
	await words(jamie).fill('quince');
	await expect(page).toHaveURL(/#owner=nobody&lanes=yes$/);
	await expect(jamie.columns.getByRole('listitem').filter({ has: page.getByRole('link') })).toHaveCount(3);
	await jamie.openCard('Quince two');
	await expect(page).toHaveURL(/card=.*#owner=nobody&lanes=yes$/);
	await page.reload();
	await jamie.columns.first().waitFor();
	await expect(page.getByRole('heading', { name: /^No owner: \d+ cards$/ })).toBeVisible();
	await expect(bar(jamie).getByRole('button', { name: 'Owner: No owner' })).toBeVisible();
});

test('a search over all boards finds cards elsewhere, and an archived one comes back from it', async ({ desk }) => {
	const [maria, lee] = await Promise.all([desk('Maria', { board: 'billing' }), desk('Lee')]);
	const { page } = maria;
	await maria.capture('Zinnia claim');
	await maria.capture('Zinnia appeal');
	await page.keyboard.press('Escape');
	await maria.cardLink('Zinnia appeal').focus();
	await page.keyboard.press('x');
	await page.getByRole('region', { name: 'Selected cards' }).getByRole('button', { name: 'Archive' }).click();
	await expect(maria.card('Zinnia appeal')).toHaveCount(0);
	await expect(maria.status).toHaveText('Saved on server');

	await page.goto('/people');
	await page.getByRole('button', { name: 'Search all boards' }).waitFor();
	// Typed at once: no letter goes astray while the field is on its way.
	await page.keyboard.press('Control+k');
	await page.keyboard.type('zinni');
	const palette = page.getByRole('dialog', { name: 'Search all boards' });
	await expect(palette.getByRole('combobox')).toHaveValue('zinni');
	await expect(palette.getByRole('option')).toHaveText([/Zinnia claim/, /Zinnia appeal\s*Archived/]);
	await expect(palette.getByRole('group', { name: 'Billing' })).toBeVisible();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	const archived = page.getByRole('dialog', { name: 'Zinnia appeal' });
	await archived.getByRole('button', { name: 'Restore to board' }).click();
	await expect(maria.cardIn('Inbox', 'Zinnia appeal')).toBeVisible();
	await expect(maria.title).toHaveValue('Zinnia appeal');

	await lee.page.keyboard.press('Control+k');
	await lee.page.getByRole('dialog').getByRole('combobox').fill('zinni');
	await expect(lee.page.getByRole('dialog')).toContainText('No card has these words');
	await page.goto('/people');
	await page.getByRole('button', { name: 'Search all boards' }).waitFor();
	await page.keyboard.press('c');
	await expect(maria.newCard).toBeFocused();
});
