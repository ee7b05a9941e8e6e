import type { Page } from '@playwright/test';
import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

async function choose({ page }: Desk, person: string, item: RegExp) {
	await page.getByRole('button', { name: `Change ${person}`, exact: true }).click();
	await page.getByRole('menuitem', { name: item }).click();
	return page.getByRole('dialog');
}

/** The local databases that hold somebody's boards. */
const copiesOf = (page: Page, person: string) =>
	page.evaluate(
		async (id) => (await indexedDB.databases()).map(({ name = '' }) => name).filter((name) => name.includes(`/${id}/`)),
		person
	);

test.describe('people and rights', () => {
	test('who becomes a viewer reads on and is offered nothing else; who is disabled is gone, copies too', async ({
		desk
	}) => {
		const [maria, ana] = [await desk('Maria'), await desk('Ana')];
		const jamie = (await desk('Jamie')).mayMeet(/status of 401/);
		await maria.page.goto('/people');
		const change = await choose(maria, 'Jamie Reyes', /^Change name/);
		await change.getByLabel('Role').selectOption('viewer');
		await change.getByRole('button', { name: 'Save' }).click();

		await expect(jamie.page.getByText('You can read this board.')).toBeVisible();
		await expect(jamie.newCard).toHaveCount(0);
		await ana.capture('Live for a reader');
		await jamie.cardLink('Live for a reader').click();
		const card = jamie.page.getByRole('complementary');
		await expect(card.getByRole('heading', { name: 'Live for a reader' })).toBeVisible();
		await expect(card.locator('input, textarea, select')).toHaveCount(0);
		await expect(card.getByRole('button', { name: /Finish|Move|Comment|blocked/ })).toHaveCount(0);
		await expect(jamie.page.getByRole('button', { name: /^(Finish|Move to…): / })).toHaveCount(0);
		await expect(ana.page.getByRole('img', { name: 'Jamie Reyes', exact: true })).toHaveCount(0);
		await expect(jamie.status).toHaveText('Saved on server');

		expect(await copiesOf(jamie.page, 'jamie')).not.toEqual([]);
		const disable = await choose(maria, 'Jamie Reyes', /^Disable/);
		await expect(disable).toContainText('signed out everywhere at once');
		await disable.getByRole('button', { name: 'Disable' }).click();
		await expect(jamie.page.getByText('You have been signed out.')).toBeVisible();
		await expect.poll(() => copiesOf(jamie.page, 'jamie')).toEqual([]);
		await ana.page.reload();
		await expect(ana.page.getByRole('img', { name: 'Owner: Jamie Reyes (left)' }).first()).toBeVisible();
	});

	test('emergency access opens a board for a reason, managers are told, and it can be ended', async ({ desk }) => {
		const [maria, dana] = [await desk('Maria'), await desk('Dana')];
		await dana.page.goto('/emergency');
		await dana.page.getByRole('link', { name: 'Front Desk' }).click();
		await dana.page.getByRole('button', { name: 'Emergency access' }).click();
		await dana.page.getByRole('button', { name: 'Open for one hour' }).click();
		await expect(dana.page.getByText('Say it in a few words')).toBeVisible();
		await dana.page.getByLabel('Why can it not wait?').fill('The desk is empty and a patient waits');
		await dana.page.getByRole('button', { name: 'Open for one hour' }).click();
		await dana.capture('Done in an emergency');
		await expect(dana.status).toHaveText('Saved on server');

		await maria.page.reload();
		const notice = maria.page.getByText('Dana Kowalski opened Front Desk in an emergency');
		await expect(notice).toBeVisible();
		await expect(maria.card('Done in an emergency')).toBeVisible();
		await maria.page.getByRole('button', { name: 'Put away' }).click();
		await expect(notice).toHaveCount(0);

		await dana.page.getByRole('button', { name: 'End it now' }).click();
		await expect(dana.page.getByText('it is not open to you')).toBeVisible();
		await expect(dana.columns).toHaveCount(0);
	});
});
