import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

/** What a machine can find of what keeps people out, each as one line; in a part of the page alone, or in all of it. */
async function barriers(page: Page, part?: 'aside' | 'dialog'): Promise<string[]> {
	const builder = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } });
	const { violations } = await (part ? builder.include(part) : builder).analyze();
	return violations.flatMap(({ id, help, nodes }) =>
		nodes.map(({ target }) => `${id}: ${help} at ${target.join(' ')}`)
	);
}

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(`nobody is kept out, ${colorScheme}`, () => {
		test('setting up and signing in', async ({ unborn, visitor, practice }) => {
			const rosa = await visitor(unborn, { colorScheme });
			await rosa.page.goto(unborn.setUpLink);
			await rosa.page.getByRole('button', { name: 'Open the practice' }).click();
			await expect(rosa.page.getByText('Enter the name of your practice.')).toBeVisible();
			expect(await barriers(rosa.page)).toEqual([]);

			const stranger = await visitor(practice, { colorScheme });
			await stranger.page.goto('/sign-in');
			await stranger.page.getByRole('button', { name: 'Sign in' }).click();
			await expect(stranger.page.getByText('Enter your password.')).toBeVisible();
			expect(await barriers(stranger.page)).toEqual([]);
		});

		test('the board, a card, who and when', async ({ desk }) => {
			const jamie = await desk('Jamie', { colorScheme });
			await expect(jamie.status).toHaveText('Saved on server');
			expect(await barriers(jamie.page)).toEqual([]);
			await jamie.openCard(await jamie.firstCard('Inbox'));
			await expect(jamie.history.first()).toBeVisible();
			expect(await barriers(jamie.page, 'aside')).toEqual([]);
			await jamie.panel.getByRole('button', { name: 'Finish' }).click();
			await jamie.whoAndWhen.getByRole('button', { name: 'Move card' }).click();
			expect(await barriers(jamie.page, 'dialog')).toEqual([]);
		});

		test('people, and one’s own account', async ({ desk }) => {
			const maria = await desk('Maria', { colorScheme, board: 'management' });
			await maria.chooseFromMenu('People');
			await expect(maria.page.getByRole('heading', { name: 'Invite somebody' })).toBeVisible();
			expect(await barriers(maria.page)).toEqual([]);
			await maria.chooseFromMenu('Your account');
			await expect(maria.page.getByLabel('Managers')).toBeVisible();
			expect(await barriers(maria.page)).toEqual([]);
			await maria.page.getByRole('button', { name: 'Add an app' }).click();
			expect(await barriers(maria.page, 'dialog')).toEqual([]);
		});

		test('the board on a phone', async ({ desk }) => {
			const maria = await desk('Maria', { colorScheme, board: 'management', viewport: { width: 390, height: 844 } });
			expect(await barriers(maria.page)).toEqual([]);
		});
	});
}
