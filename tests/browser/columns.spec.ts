import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

const heads = (one: Desk) => one.columns.getByRole('heading');
const titles = (one: Desk) => heads(one).allInnerTexts();

async function fromHead({ page }: Desk, column: string, item: string): Promise<void> {
	await page.getByRole('button', { name: `Column menu: ${column}`, exact: true }).click();
	await page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function editColumns({ page }: Desk): Promise<void> {
	await page.getByRole('button', { name: 'Board menu' }).click();
	await page.getByRole('menuitem', { name: 'Edit columns…' }).click();
}

const dialog = ({ page }: Desk) => page.getByRole('dialog', { name: 'Columns of this board' });
const row = (one: Desk, title: string) => dialog(one).getByRole('listitem', { name: title, exact: true });

test('a column is renamed at its head while a colleague carries a card over it; staff cannot', async ({ desk }) => {
	const [maria, jamie] = await Promise.all([desk('Maria', { board: 'front-desk' }), desk('Jamie')]);
	await expect(jamie.page.getByRole('button', { name: 'Column menu: Doing' })).toHaveCount(0);
	await jamie.page.getByRole('button', { name: 'Board menu' }).click();
	await expect(jamie.page.getByRole('menuitem', { name: 'Print' })).toBeVisible();
	await expect(jamie.page.getByRole('menuitem', { name: 'Edit columns…' })).toHaveCount(0);
	await jamie.page.keyboard.press('Escape');

	const title = await jamie.firstCard('To do');
	await jamie.cardLink(title).focus();
	await jamie.page.keyboard.press('Space');
	await jamie.page.keyboard.press('ArrowRight');
	await fromHead(maria, 'Doing', 'Rename');
	const name = maria.page.getByRole('textbox', { name: 'Name of the column Doing' });
	await expect(name).toBeFocused();
	await name.fill('Under way');
	await name.press('Enter');
	await expect(jamie.column('Under way')).toBeVisible();
	await jamie.page.keyboard.press('Space');
	for (const one of [maria, jamie]) await expect(one.cardIn('Under way', title)).toBeVisible();

	await maria.page.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(jamie.column('Doing')).toBeVisible();
	await maria.page.goto('/record');
	await expect(maria.page.getByText('renamed the column Under way to Doing')).toBeVisible();
	await expect(maria.page.getByText('renamed the column Doing to Under way')).toBeVisible();
});

test('the list of columns: a new one, its kind and limit, its place by key and by hand', async ({ desk }) => {
	const [maria, jamie] = await Promise.all([desk('Maria', { board: 'front-desk' }), desk('Jamie')]);
	const before = await titles(maria);
	await editColumns(maria);
	await dialog(maria).getByRole('button', { name: 'Add a column' }).click();
	const name = row(maria, 'New column').getByRole('textbox', { name: 'Name' });
	await expect(name).toBeFocused();
	await name.fill('With the doctor');
	await name.press('Enter');
	const added = row(maria, 'With the doctor');
	await added.getByRole('combobox', { name: 'Kind' }).selectOption('Waiting on somebody');
	await added.getByRole('spinbutton', { name: 'Limit' }).fill('2');
	await added.getByRole('spinbutton', { name: 'Limit' }).press('Enter');
	await expect(jamie.column('With the doctor')).toContainText('0 of 2');
	await expect(heads(jamie)).toHaveText([...before.slice(0, -1), 'With the doctor', before.at(-1)!]);

	const handle = added.getByRole('button', { name: /^Drag, or use the arrow keys/ });
	await handle.focus();
	await handle.press('ArrowUp');
	await handle.press('ArrowUp');
	await expect(handle).toBeFocused();
	await expect(heads(jamie)).toHaveText([...before.slice(0, -3), 'With the doctor', ...before.slice(-3)]);
	const [from, to] = [(await handle.boundingBox())!, (await row(maria, 'To do').boundingBox())!];
	await maria.page.mouse.move(from.x + 10, from.y + 10);
	await maria.page.mouse.down();
	await maria.page.mouse.move(from.x + 10, to.y + to.height / 2 - 6, { steps: 5 });
	await maria.page.mouse.up();
	await expect(heads(jamie)).toHaveText(['Inbox', 'With the doctor', ...before.slice(1)]);

	await row(maria, 'Inbox').getByRole('combobox', { name: 'Kind' }).selectOption('Doing');
	await expect(row(maria, 'Inbox').getByRole('alert')).toContainText('needs a column where new cards arrive');
	await expect(row(maria, 'Inbox').getByRole('combobox', { name: 'Kind' })).toHaveValue('inbox');
	await added.getByRole('spinbutton', { name: 'Limit' }).fill('0');
	await added.getByRole('spinbutton', { name: 'Limit' }).press('Enter');
	await expect(added.getByRole('alert')).toContainText('Choose a whole number from 1');
});

test('a column that goes asks where its cards go; undo brings it back with them', async ({ desk }) => {
	const [maria, jamie] = await Promise.all([desk('Maria', { board: 'front-desk' }), desk('Jamie')]);
	const before = await titles(maria);
	const count = await jamie.cards('Verify benefits').count();
	const last = await jamie.firstCard('Verify benefits');
	await fromHead(maria, 'Verify benefits', 'Remove…');
	const ask = maria.page.getByRole('dialog', { name: 'Remove the column “Verify benefits”?' });
	await expect(ask).toContainText(`${count} cards are in it.`);
	await ask.getByRole('button', { name: `Remove column and send ${count} cards` }).click();
	await expect(ask.getByLabel('Send its cards to')).toHaveAccessibleDescription('Choose where its cards go.');
	await ask.getByLabel('Send its cards to').selectOption('Doing');
	await ask.getByRole('button', { name: `Remove column and send ${count} cards` }).click();
	await expect(heads(jamie)).toHaveText(before.filter((title) => title !== 'Verify benefits'));
	await expect(jamie.cardIn('Doing', last)).toBeVisible();

	await expect(maria.news).toContainText(`Removed “Verify benefits”; ${count} cards went to “Doing”`);
	await maria.news.getByRole('button', { name: 'Undo' }).click();
	await expect(heads(jamie)).toHaveText(before);
	await expect(jamie.cards('Verify benefits')).toHaveCount(count);
});
