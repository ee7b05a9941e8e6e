import type { Page } from '@playwright/test';
import { barriers } from './barriers.ts';
import { expect, test } from './fixture.ts';

// Many screens in one test: signing in again for each would cost more than looking at them.
test.describe.configure({ timeout: 120_000 });

test.describe('nobody is kept out', () => {
	test('setting up and signing in', async ({ unborn, visitor, practice }) => {
		const rosa = await visitor(unborn);
		await rosa.page.goto(unborn.setUpLink);
		await rosa.page.getByRole('button', { name: 'Open the practice' }).click();
		await expect(rosa.page.getByText('Enter the name of your practice.')).toBeVisible();
		expect(await barriers(rosa.page)).toEqual([]);

		const stranger = await visitor(practice);
		await stranger.page.goto('/sign-in');
		await stranger.page.getByRole('button', { name: 'Sign in' }).click();
		await expect(stranger.page.getByText('Enter your password.')).toBeVisible();
		expect(await barriers(stranger.page)).toEqual([]);
	});

	test('the board, a card, who and when', async ({ desk }) => {
		const jamie = await desk('Jamie');
		await expect(jamie.status).toHaveText('Saved on server');
		expect(await barriers(jamie.page)).toEqual([]);
		await jamie.openCard(await jamie.firstCard('Inbox'));
		await expect(jamie.history.first()).toBeVisible();
		expect(await barriers(jamie.page, 'aside')).toEqual([]);
		await jamie.panel.getByRole('button', { name: 'Finish' }).click();
		await jamie.whoAndWhen.getByRole('button', { name: 'Move card' }).click();
		expect(await barriers(jamie.page, 'dialog')).toEqual([]);
	});

	test('a line being written, the filter, lanes and the search', async ({ desk }) => {
		const jamie = await desk('Jamie');
		await jamie.newCard.fill('call Jane Doe @keisha 00:01 #billing !urgent @nobodyhere @a');
		await expect(jamie.page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
		await expect(jamie.page.getByText('looks like a patient’s name')).toBeVisible();
		expect(await barriers(jamie.page, 'form')).toEqual([]);
		expect(await barriers(jamie.page, '[role="listbox"]')).toEqual([]);
		await jamie.newCard.fill('');
		await jamie.page.keyboard.press('Escape');
		await jamie.page.keyboard.press('/');
		await jamie.page.keyboard.type('call');
		await jamie.page.getByRole('button', { name: 'Lanes by owner' }).click();
		expect(await barriers(jamie.page)).toEqual([]);
		await jamie.page.keyboard.press('Control+k');
		await jamie.page.keyboard.type('verify');
		await expect(jamie.page.getByRole('option').first()).toBeVisible();
		expect(await barriers(jamie.page, 'dialog')).toEqual([]);
	});

	test('people, and one’s own account', async ({ desk }) => {
		const maria = await desk('Maria', { board: 'management' });
		await maria.chooseFromMenu('People');
		await expect(maria.page.getByRole('heading', { name: 'Invite somebody' })).toBeVisible();
		expect(await barriers(maria.page)).toEqual([]);
		await maria.chooseFromMenu('Your account');
		await expect(maria.page.getByLabel('Managers')).toBeVisible();
		expect(await barriers(maria.page)).toEqual([]);
		await maria.page.getByRole('button', { name: 'Add an app' }).click();
		expect(await barriers(maria.page, 'dialog')).toEqual([]);
	});

	test('the record, emergencies, the sheet of shortcuts, the menu’s dialogs, the locked screen', async ({ desk }) => {
		const maria = await desk('Maria', { board: 'front-desk' });
		const { page } = maria;
		await page.keyboard.press('?');
		await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
		expect(await barriers(page, 'dialog')).toEqual([]);
		await page.keyboard.press('Escape');
		await maria.chooseFromMenu('Record');
		await expect(page.getByRole('heading', { name: 'Record' })).toBeVisible();
		await expect(page.getByText('signed in').first()).toBeVisible();
		expect(await barriers(page)).toEqual([]);
		await page.goto('/emergency');
		await expect(page.getByText('There is no board')).toBeVisible();
		expect(await barriers(page)).toEqual([]);
		for (const item of ['PIN for this screen…', 'Trusted devices…']) {
			await maria.chooseFromMenu(item);
			expect(await barriers(page, 'dialog')).toEqual([]);
			await page.keyboard.press('Escape');
		}
		await maria.chooseFromMenu('Lock screen');
		await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
		expect(await barriers(page)).toEqual([]);
	});

	test('the huddle: its plan, led on a desk and on a phone, its minutes', async ({ desk }) => {
		const { page } = await desk('Maria', { board: 'management' });
		await page.goto('/huddle');
		await page.getByRole('button', { name: 'Change' }).first().click();
		await expect(page.getByRole('dialog', { name: 'Plan a huddle' })).toBeVisible();
		expect(await barriers(page, 'dialog')).toEqual([]);
		await page.getByRole('button', { name: 'Cancel' }).click();
		await page.getByRole('button', { name: 'Start the huddle of Lantern Street Therapy' }).click();
		await page.getByRole('button', { name: 'The walk' }).click();
		await expect(page.getByRole('region', { name: 'How this card ends' })).toBeVisible();
		expect(await barriers(page)).toEqual([]);
		await page.setViewportSize({ width: 390, height: 844 });
		await page.getByRole('button', { name: 'Park' }).click();
		await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
		expect(await barriers(page)).toEqual([]);
		await page.getByRole('button', { name: 'Help from others' }).click();
		expect(await barriers(page, 'form')).toEqual([]);
		await page.getByRole('button', { name: 'End the huddle' }).click();
		await expect(page.getByRole('heading', { name: /^Huddle minutes/ })).toBeVisible();
		expect(await barriers(page)).toEqual([]);
	});

	test('the board on a phone', async ({ desk }) => {
		const maria = await desk('Maria', { board: 'management', viewport: { width: 390, height: 844 } });
		expect(await barriers(maria.page)).toEqual([]);
	});
});

const NARROW = { viewport: { width: 320, height: 640 } };

test('at 320 px, which is 400 % of 1280, no page is wider than the screen', async ({ desk }) => {
	const maria = await desk('Maria', { ...NARROW, board: 'front-desk' });
	const { page } = maria;
	await staysWithin(page, '/boards/front-desk');
	await maria.cardLink(await maria.firstCard('Inbox')).click();
	await expect(maria.panel).toBeVisible();
	await staysWithin(page, 'a card');
	await page.keyboard.press('Escape');
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog')).toBeVisible();
	await staysWithin(page, 'the shortcuts');
	for (const address of ['/people', '/account', '/record', '/emergency', '/sign-in']) {
		await page.goto(address);
		await page.getByRole('main').getByRole('heading').first().waitFor();
		await staysWithin(page, address);
	}
});

async function staysWithin(page: Page, where: string): Promise<void> {
	const wider = await page.evaluate(() => {
		const boxes = [document.documentElement, ...document.querySelectorAll('dialog[open], aside')];
		return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth));
	});
	expect.soft(wider, where).toBeLessThanOrEqual(0);
}

test('by keys alone: the first stop skips to the content, and the sheet says what keys there are', async ({ desk }) => {
	const jamie = await desk('Jamie', { board: 'front-desk' });
	const { page } = jamie;
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('main')).toBeFocused();
	await page.keyboard.press('?');
	const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
	await expect(sheet).toContainText('Pick the card up');
	await sheet.getByLabel('Single-key shortcuts').uncheck();
	await page.keyboard.press('Escape');
	await page.keyboard.press('?');
	await expect(sheet).toHaveCount(0);
	await jamie.chooseFromMenu('Keyboard shortcuts…');
	await sheet.getByLabel('Single-key shortcuts').check();
	await page.keyboard.press('Escape');
	await expect(sheet).toHaveCount(0);
	await page.keyboard.press('?');
	await expect(sheet).toBeVisible();
});
