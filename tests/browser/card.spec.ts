import { NO_NETWORK, type Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

/** Two people who have the same card of the front desk open. */
async function atOneCard(desk: (name: string) => Promise<Desk>, column = 'Doing') {
	const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
	const title = await jamie.firstCard(column);
	await jamie.openCard(title);
	await ana.openCard(title);
	return { jamie, ana, title };
}

const verb = ({ panel }: Desk, name: string) => panel.getByRole('button', { name, exact: true });
const steps = ({ panel }: Desk) => panel.getByRole('textbox', { name: /^Step: / });

async function paste({ page }: Desk, text: string): Promise<void> {
	await page.evaluate((words) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', words);
		const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
		document.activeElement?.dispatchEvent(event);
	}, text);
}

test('a checklist is written, ticked, put in order and taken back, and both see how far it is', async ({ desk }) => {
	const { jamie, ana, title } = await atOneCard(desk);
	const add = jamie.panel.getByRole('textbox', { name: 'Add a step' });
	await add.fill('Call the payer');
	await add.press('Enter');
	await expect(add).toHaveValue('');
	await paste(jamie, '- [ ] Note the reference\n2. Tell Lee');
	await expect(steps(ana)).toHaveCount(3);
	await ana.panel.getByRole('checkbox', { name: 'Done: Tell Lee' }).check();
	for (const one of [jamie, ana]) {
		await expect(one.panel.getByText('1 of 3 done')).toBeVisible();
		await expect(one.card(title)).toContainText('1/3');
	}
	await steps(ana).first().fill('Call the payer back');
	await expect(steps(jamie).first()).toHaveValue('Call the payer back');
	await jamie.panel.getByRole('button', { name: /^Move the step: Tell Lee/ }).focus();
	await jamie.page.keyboard.press('ArrowUp');
	await expect(steps(ana).nth(1)).toHaveValue('Tell Lee');
	await jamie.panel.getByRole('button', { name: 'Remove the step: Tell Lee' }).click();
	await expect(steps(ana)).toHaveCount(2);
	await jamie.page.getByRole('region', { name: 'What you just did' }).getByRole('button', { name: 'Undo' }).click();
	await expect(steps(ana).nth(1)).toHaveValue('Tell Lee');
	await expect(ana.history.filter({ hasText: 'Ana Petrova ticked a checklist item' })).toContainText('Tell Lee');

	// What goes under the hand leaves the focus in the card, and the rest of a word goes nowhere; no word is too long.
	await steps(ana).nth(1).fill('Wordwithoutanyend'.repeat(8));
	await steps(ana).nth(1).press('s');
	await expect(steps(jamie).nth(1)).toHaveValue(/ends$/);
	await jamie.panel.getByRole('button', { name: /^Remove the step: .*Wordwithout/ }).click();
	await expect(ana.panel).toBeFocused();
	await ana.page.keyboard.type('can');
	await expect(ana.newCard).toHaveValue('');
	await add.fill('Wordwithoutanyend'.repeat(8));
	await add.press('Enter');
	const body = ana.panel.locator('.body');
	await expect(steps(ana)).toHaveCount(3);
	expect(await body.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
	await ana.panel.getByRole('button', { name: 'I’m on it' }).press('Enter');
	await expect(ana.panel.getByRole('button', { name: 'Move to…' })).toBeFocused();
});

test('labels, a comment that names a colleague, and whose it is to change', async ({ desk }) => {
	const { jamie, ana, title } = await atOneCard(desk);
	await ana.closeCard();
	const labels = jamie.panel.getByRole('combobox', { name: 'Add a label' });
	await labels.fill('recheck');
	await labels.press('Enter');
	await expect(jamie.panel.getByRole('button', { name: 'Remove the label recheck' })).toBeVisible();

	const field = jamie.panel.getByRole('textbox', { name: 'New comment' });
	await field.fill('Please ask again, @pet');
	const colleague = jamie.page.getByRole('listbox').getByRole('option', { name: 'Ana Petrova' });
	await expect(colleague).toHaveAttribute('aria-selected', 'true');
	await field.press('Enter');
	await field.press('Control+Enter');
	await expect(ana.news).toContainText(`Jamie Reyes mentioned you on “${title}”.`);
	await ana.news.getByRole('link', { name: 'Show card' }).click();
	await expect(ana.comments.last()).toContainText('@Ana');
	await expect(ana.comments.last().getByRole('button')).toHaveCount(0);

	const own = jamie.comments.last();
	await own.getByRole('button', { name: 'Edit' }).click();
	await own.getByRole('textbox', { name: 'Your comment' }).fill('Please ask once more, @Ana');
	await own.getByRole('button', { name: 'Save' }).click();
	await expect(ana.comments.last()).toContainText('edited');
	await own.getByRole('button', { name: 'Delete' }).click();
	await own.getByRole('alert').getByRole('button', { name: 'Delete' }).click();
	await expect(ana.comments.filter({ hasText: 'once more' })).toHaveCount(0);
});

test('a colleague’s caret stands where they write, and undo in a text is of one’s own words', async ({ desk }) => {
	const { jamie, ana } = await atOneCard(desk);
	await jamie.description.fill('Line one');
	await expect(ana.description).toHaveValue('Line one');
	const caret = ana.panel.locator('.caret');
	await expect(caret).toHaveText('Jamie');
	const before = (await caret.boundingBox())!;
	await ana.description.press('Home');
	await ana.page.keyboard.type('Mine: ');
	await expect(jamie.description).toHaveValue('Mine: Line one');
	await expect.poll(async () => (await caret.boundingBox())!.x).toBeGreaterThan(before.x + 10);
	await jamie.description.press('End');
	await jamie.page.keyboard.type(' and two');
	await expect(ana.description).toHaveValue('Mine: Line one and two');
	await ana.page.keyboard.press('Control+z');
	await expect(jamie.description).toHaveValue('Line one and two');
	await jamie.panel.getByRole('textbox', { name: 'Add a step' }).focus();
	await expect(caret).toHaveCount(0);
});

test('“I’m on it” is seen on both screens, and let go', async ({ desk }) => {
	const { jamie, ana, title } = await atOneCard(desk);
	await verb(jamie, 'I’m on it').click();
	await expect(jamie.panel).toContainText('You are on it, 5 min left');
	await expect(ana.panel).toContainText('Jamie Reyes is on it, 5 min left');
	await expect(verb(ana, 'I’m on it')).toHaveCount(0);
	await expect(ana.card(title)).toContainText('Jamie on it, 5 min');
	await verb(jamie, 'Let go').click();
	await expect(verb(ana, 'I’m on it')).toBeVisible();
});

test('a link brings a colleague to the card, archived or not, and it is brought back', async ({ desk }) => {
	const { jamie, ana, title } = await atOneCard(desk, 'To do');
	await jamie.context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await verb(jamie, 'Copy link').click();
	const link = await jamie.page.evaluate(() => navigator.clipboard.readText());
	expect(link).toMatch(/\/boards\/front-desk\?card=c\w+$/);
	await ana.page.goto(link);
	await expect(ana.title).toHaveValue(title);
	await ana.description.focus();
	await verb(jamie, 'Archive card').click();
	await expect(ana.panel.getByRole('heading', { name: `“${title}” is in the archive.` })).toBeFocused();
	await ana.page.keyboard.type('can');
	await expect(ana.newCard).toHaveValue('');
	await expect(jamie.column('To do').locator('a:focus')).toHaveCount(1);
	await jamie.page.getByRole('button', { name: 'Board menu' }).click();
	await jamie.page.getByRole('menuitem', { name: 'Archived cards…' }).click();
	await jamie.page.getByRole('button', { name: `Bring back: ${title}` }).click();
	await expect(ana.title).toHaveValue(title);
});

test('a card is handed over to another department, and offline the button says why not', async ({ desk }) => {
	const [jamie, ana, biller] = await Promise.all([desk('Jamie'), desk('Ana'), desk('Dana')]);
	const title = await jamie.firstCard('To do');
	await ana.openCard(title);
	await jamie.openCard(title);
	await jamie.goOffline();
	await expect(verb(jamie, 'Hand over…')).toHaveAccessibleDescription(/cannot be reached/);
	await jamie.goOnline();
	await expect(verb(jamie, 'Hand over…')).not.toHaveAttribute('aria-disabled', 'true');
	await verb(jamie, 'Hand over…').click();
	const dialog = jamie.page.getByRole('dialog', { name: 'Hand over to another department' });
	await dialog.getByLabel('Department').selectOption('Billing');
	const who = dialog.getByLabel('Who does it there');
	const dana = await who.getByRole('option', { name: 'Dana' }).getAttribute('value');
	await who.selectOption(dana);
	await dialog.getByRole('button', { name: 'Hand over' }).click();
	for (const shut of [dialog, jamie.panel]) await expect(shut).toHaveCount(0);
	await expect(ana.panel).toContainText(`“${title}” was handed over to Billing.`);
	for (const one of [jamie, ana]) await expect(one.card(title)).toHaveCount(0);
	await biller.openCard(title);
	await expect(biller.history.first()).toContainText('brought it from Front Desk to Inbox');
});

test('a part of the page that could not be fetched is whole once it can be', async ({ desk }) => {
	const jamie = await desk('Jamie', { board: 'front-desk' });
	jamie.mayMeet(NO_NETWORK);
	await jamie.page.route('**/CardPanel.*.css', (route) => route.abort());
	await jamie.cardLink(await jamie.firstCard('To do')).click();
	const missing = jamie.page.getByRole('alert').filter({ hasText: 'could not be fetched' });
	await expect(missing).toBeVisible();
	await missing.getByRole('button').click();
	await expect(missing).toBeVisible();
	await jamie.page.unroute('**/CardPanel.*.css');
	await missing.getByRole('button').click();
	await expect(jamie.panel).toBeVisible();
	await expect(jamie.panel).toHaveCSS('border-left-style', 'solid');
});

test('what one did is taken back also after a reload, unless a colleague has gone on from it', async ({ desk }) => {
	const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
	const title = await jamie.firstCard('To do');
	await jamie.moveTo(title, 'Doing');
	const toast = jamie.page.getByRole('region', { name: 'What you just did' });
	await expect(toast).toContainText(`Moved “${title}” to Doing`);
	await expect(ana.cardIn('Doing', title)).toBeVisible();
	await jamie.page.reload();
	await expect(jamie.page.getByRole('button', { name: `Undo: Moved “${title}” to Doing` })).toBeEnabled();
	await jamie.page.keyboard.press('Control+z');
	await expect(ana.cardIn('To do', title)).toBeVisible();

	await jamie.moveTo(title, 'Doing');
	await expect(ana.cardIn('Doing', title)).toBeVisible();
	await ana.openCard(title);
	await ana.comment('I asked them already');
	await jamie.openCard(title);
	await expect(jamie.comments.last()).toContainText('I asked them already');
	await jamie.closeCard();
	await jamie.page.keyboard.press('Control+z');
	await expect(jamie.news).toContainText(`Ana Petrova changed “${title}” since; nothing was undone.`);
	await expect(ana.cardIn('Doing', title)).toBeVisible();
});

test('finished cards are archived together from their column, and come back with one undo', async ({ desk }) => {
	const jamie = await desk('Jamie');
	const count = Number(await jamie.column('Done').locator('.count').first().innerText());
	await jamie
		.column('Done')
		.getByRole('button', { name: /^Column/ })
		.click();
	await jamie.page.getByRole('menuitem', { name: `Archive ${count} finished cards` }).click();
	await expect(jamie.column('Done')).toContainText('Nothing finished yet');
	await jamie.page.getByRole('region', { name: 'What you just did' }).getByRole('button', { name: 'Undo' }).click();
	await expect(jamie.column('Done').locator('.count').first()).toHaveText(String(count));
});
