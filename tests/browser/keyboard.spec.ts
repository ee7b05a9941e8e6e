import type { Locator } from '@playwright/test';
import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

const FAR = 150;

/** Goes from stop to stop until it is there, as somebody without a mouse does. */
async function tabTo({ page }: Desk, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
	for (let stops = 0; stops < FAR; stops += 1) {
		if (await target.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press(key);
	}
	await expect(target).toBeFocused();
}

test.describe('without a mouse', () => {
	test('a whole morning: capture, open, give it away, move, close, finish', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
		const { page, panel } = jamie;
		const { keyboard } = page;
		await tabTo(jamie, jamie.newCard);
		await keyboard.type('Mr. Sato wants his records');
		await keyboard.press('Enter');
		await expect(ana.cardIn('Inbox', 'Mr. Sato wants his records')).toBeVisible();
		await expect(jamie.newCard).toBeFocused();

		await tabTo(jamie, jamie.cardLink('Mr. Sato wants his records'));
		await keyboard.press('Enter');
		await expect(panel).toBeFocused();
		await tabTo(jamie, panel.getByLabel('Owner'));
		await keyboard.type('Keisha');
		await expect(panel.getByLabel('Owner')).toHaveValue('keisha');
		await tabTo(jamie, panel.getByLabel('Due day'));
		await keyboard.type('12312027');
		await tabTo(jamie, panel.getByLabel('Due time'));
		await keyboard.type('0415PM');
		await tabTo(jamie, panel.getByRole('button', { name: 'Move to…' }), 'Shift+Tab');
		await expect(ana.card('Mr. Sato wants his records')).toContainText('Dec 31, 2027 16:15');

		await keyboard.press('Enter');
		await expect(page.getByRole('menuitemradio', { name: 'Inbox' })).toBeFocused();
		await keyboard.press('d');
		await expect(page.getByRole('menuitemradio', { name: 'Doing' })).toBeFocused();
		await keyboard.press('Enter');
		await expect(ana.cardIn('Doing', 'Mr. Sato wants his records')).toBeVisible();
		await expect(panel.getByRole('button', { name: 'Move to…' })).toBeFocused();

		await keyboard.press('Escape');
		await expect(panel).toHaveCount(0);
		await expect(jamie.cardLink('Mr. Sato wants his records')).toBeFocused();
		await tabTo(jamie, page.getByRole('button', { name: 'Finish: Mr. Sato wants his records' }));
		await keyboard.press('Enter');
		await expect(ana.cardIn('Done', 'Mr. Sato wants his records')).toBeVisible();
		await expect(jamie.cardIn('Done', 'Mr. Sato wants his records').locator(':focus')).toHaveCount(1);
	});

	test('Escape leaves a menu first, then the card; the focus goes back to where one was', async ({ desk }) => {
		const jamie = await desk('Jamie');
		const { page, panel } = jamie;
		const title = await jamie.firstCard('To do');
		await tabTo(jamie, jamie.cardLink(title));
		await page.keyboard.press('Enter');
		await tabTo(jamie, panel.getByRole('button', { name: 'Move to…' }));
		await page.keyboard.press('Enter');
		await expect(page.getByRole('menuitemradio', { name: 'To do' })).toBeFocused();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('menuitemradio', { name: 'To do' })).toBeHidden();
		await expect(panel.getByRole('button', { name: 'Move to…' })).toBeFocused();
		await page.keyboard.press('Escape');
		await expect(panel).toHaveCount(0);
		await expect(jamie.cardLink(title)).toBeFocused();
	});

	test('“who and when” keeps the focus inside and gives it back', async ({ desk }) => {
		const jamie = await desk('Jamie');
		const { page } = jamie;
		const title = await jamie.firstCard('Inbox');
		const button = page.getByRole('button', { name: `Move to…: ${title}`, exact: true });
		await tabTo(jamie, button);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('menuitemradio', { name: 'Inbox' })).toBeFocused();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		await tabTo(jamie, jamie.whoAndWhen.getByRole('button', { name: 'Move card' }));
		await page.keyboard.press('Enter');
		await expect(jamie.whoAndWhen.getByLabel('Who does it')).toBeFocused();
		await page.keyboard.press('Escape');
		await expect(jamie.whoAndWhen).toHaveCount(0);
		await expect(button).toBeFocused();
	});

	test('a comment is sent with Ctrl and Enter', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
		const title = await jamie.firstCard('To do');
		await Promise.all([jamie.openCard(title), ana.openCard(title)]);
		await tabTo(jamie, jamie.panel.getByRole('textbox', { name: 'New comment' }));
		await jamie.page.keyboard.type('Done by phone.');
		await jamie.page.keyboard.press('Control+Enter');
		await expect(ana.comments.filter({ hasText: 'Done by phone.' })).toContainText('Jamie Reyes');
	});
});
