import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

const chips = ({ page }: Desk) => page.getByRole('list', { name: 'Understood' }).getByRole('listitem');
const options = ({ page }: Desk) => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');

async function paste({ newCard }: Desk, text: string): Promise<void> {
	await newCard.evaluate((field, pasted) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', pasted);
		field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
	}, text);
}

test('one line says who, when and what kind; it is shown and corrected before Enter, and kept over a reload', async ({
	desk
}) => {
	const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
	const { page, newCard } = jamie;
	await page.keyboard.press('n');
	await expect(newCard).toBeFocused();
	await page.keyboard.type('verify Smith insurance @');
	await expect(options(jamie).first()).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.type('ke');
	await expect(options(jamie)).toHaveText([/Keisha Brown\s*KB/]);
	await page.keyboard.press('Tab');
	await expect(newCard).toHaveValue('verify Smith insurance @Keisha ');
	await page.keyboard.type('00:01 #billing !urgent');
	await expect(chips(jamie)).toHaveText([
		/Keisha Brown/,
		/tomorrow 00:01\s*since 00:01 has passed/,
		'Billing',
		'Urgent'
	]);

	await page.getByRole('button', { name: /^Change: Owner: / }).click();
	await page.getByRole('menuitemradio', { name: 'Ana Petrova' }).click();
	await page.getByRole('button', { name: 'Not meant so: Priority: Urgent' }).click();
	await expect(chips(jamie)).toHaveText([/Ana Petrova/, /tomorrow 00:01/, 'Billing']);
	await expect(newCard).toBeFocused();
	await page.keyboard.press('End');
	await page.keyboard.type(' calls');

	const kept = await newCard.inputValue();
	await expect.poll(() => page.evaluate(() => Object.keys(localStorage).join())).toContain('capture');
	expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Smith');
	await page.reload();
	await expect(newCard).toHaveValue(kept);
	await newCard.fill(kept.replace(' !urgent', ' urgent'));
	await page.keyboard.press('Enter');
	const card = ana.cardIn('Inbox', 'verify Smith insurance urgent calls');
	await expect(card.getByRole('img', { name: 'Owner: Ana Petrova' })).toBeVisible();
	await expect(newCard).toBeFocused();
	await expect(newCard).toHaveValue('');
});

test('a name is asked about, a column’s own line wants who and when, and Escape loses no word', async ({ desk }) => {
	const jamie = await desk('Jamie');
	const { page, newCard } = jamie;
	await newCard.fill('Call Jane Doe back @nobodyhere');
	await page.keyboard.press('Space');
	await expect(page.getByText('Nobody here is called nobodyhere')).toBeVisible();
	await page.getByRole('button', { name: 'Move to patient field' }).click();
	await expect(newCard).toHaveValue('Call pt:"Jane Doe" back @nobodyhere ');
	await expect(chips(jamie)).toHaveText(['Patient Jane Doe']);
	await page.keyboard.type('@');
	await expect(options(jamie).first()).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(options(jamie)).toHaveCount(0);
	await page.keyboard.press('Escape');
	await expect(newCard).not.toBeFocused();
	await expect(newCard).toHaveValue('Call pt:"Jane Doe" back @nobodyhere @');

	await page.getByRole('button', { name: 'Add a card to Doing' }).click();
	const line = page.getByRole('combobox', { name: 'New card in Doing' });
	await expect(line).toBeFocused();
	await page.keyboard.type('Fax the plan of care');
	await page.keyboard.press('Enter');
	await expect(page.getByText('needs one person').first()).toBeVisible();
	await page.getByRole('button', { name: 'Who?' }).click();
	await page.getByRole('menuitemradio', { name: 'Ana Petrova' }).click();
	await page.getByRole('button', { name: 'By when?' }).click();
	await page.getByRole('menuitem', { name: 'Tomorrow 12:00' }).click();
	await page.keyboard.press('Enter');
	await expect(jamie.cardIn('Doing', 'Fax the plan of care')).toContainText('tomorrow 12:00');
});

test('pasted cells are looked through before they become cards', async ({ desk }) => {
	const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
	const { page } = jamie;
	await jamie.newCard.focus();
	await paste(
		jamie,
		'Task\tWho\tDue\tNotes\nSort the tray\tAna\ttomorrow noon\tTwo piles\nRing Jane Doe\tMaria\tsoon\t\n\tAna\tFri\t\nLeave me\t\t\t'
	);
	const dialog = page.getByRole('dialog', { name: 'Add 4 cards?' });
	const row = (title: string) => dialog.getByRole('listitem').filter({ hasText: title });
	await expect(row('Sort the tray')).toContainText('tomorrow 12:00');
	await expect(row('Ring Jane Doe')).toContainText('“soon” is no day or time');
	await row('Ring Jane Doe').getByRole('button', { name: 'Move to patient field' }).click();
	await expect(row('Patient Jane Doe')).toBeVisible();
	await expect(row('No title').getByRole('checkbox')).toBeDisabled();
	await dialog.getByRole('checkbox', { name: 'Add: Leave me' }).uncheck();
	await dialog.getByRole('button', { name: 'Add 2 cards' }).click();
	await expect(ana.cardIn('Inbox', 'Sort the tray')).toContainText('tomorrow 12:00');
	await expect(ana.cardIn('Inbox', 'Ring')).toBeVisible();
	await expect(ana.card('Leave me')).toHaveCount(0);
	await expect(jamie.newCard).toBeFocused();
});
