import type { Locator } from '@playwright/test';
import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

const KEY = { delay: 15 };

/** Jamie and Ana, both with the same new card open. */
async function bothOpen(desk: (name: string) => Promise<Desk>, title: string): Promise<[Desk, Desk]> {
	const [jamie, ana] = await Promise.all([desk('Jamie'), desk('Ana')]);
	await jamie.capture(title);
	await Promise.all([jamie.openCard(title), ana.openCard(title)]);
	return [jamie, ana];
}

/** Every letter of `words`, in their order, with anything between. */
function keepsLettersOf(text: string, words: string): boolean {
	let found = 0;
	for (const letter of text) if (letter === words[found]) found += 1;
	return found === words.length;
}

async function same(one: Locator, other: Locator, length: number): Promise<string> {
	await expect.poll(async () => (await one.inputValue()).length).toBe(length);
	await expect.poll(async () => (await other.inputValue()) === (await one.inputValue())).toBe(true);
	return one.inputValue();
}

test.describe('two people in one description', () => {
	test('at the same place at the same time lose no letter', async ({ desk }) => {
		const [jamie, ana] = await bothOpen(desk, 'Two hands on one text');
		const [small, capital] = ['the insurance wants a new form ', 'ASKED HER DOCTOR FOR A REFERRAL '];
		await Promise.all([
			jamie.description.pressSequentially(small, KEY),
			ana.description.pressSequentially(capital, KEY)
		]);
		const text = await same(jamie.description, ana.description, small.length + capital.length);
		expect(keepsLettersOf(text, small)).toBe(true);
		expect(keepsLettersOf(text, capital)).toBe(true);
		await expect(jamie.status).toHaveText('Saved on server');
		await jamie.page.reload();
		await expect(jamie.description).toHaveValue(text);
	});

	test('at different places each write whole sentences', async ({ desk }) => {
		const [jamie, ana] = await bothOpen(desk, 'A sentence each');
		await jamie.description.fill('middle');
		await expect(ana.description).toHaveValue('middle');
		await jamie.description.press('Home');
		await ana.description.press('End');
		await Promise.all([
			jamie.description.pressSequentially('Jamie begins it. ', KEY),
			ana.description.pressSequentially(' Ana ends it.', KEY)
		]);
		for (const one of [jamie, ana]) await expect(one.description).toHaveValue('Jamie begins it. middle Ana ends it.');
	});

	test('a caret stays between the same letters while a colleague writes before it', async ({ desk }) => {
		const [jamie, ana] = await bothOpen(desk, 'Where was I');
		await jamie.description.fill('Hello world');
		await expect(ana.description).toHaveValue('Hello world');
		await ana.description.press('Home');
		for (let i = 0; i < 'Hello'.length; i += 1) await ana.description.press('ArrowRight');
		await jamie.description.press('Home');
		await jamie.description.pressSequentially('Note: ', KEY);
		await expect(ana.description).toHaveValue('Note: Hello world');
		await ana.description.pressSequentially(', dear');
		for (const one of [jamie, ana]) await expect(one.description).toHaveValue('Note: Hello, dear world');
	});

	test('a selection too: what one replaces is what one had marked', async ({ desk }) => {
		const [jamie, ana] = await bothOpen(desk, 'Marked words');
		await jamie.description.fill('call on Monday');
		await expect(ana.description).toHaveValue('call on Monday');
		await ana.description.press('End');
		for (let i = 0; i < 'Monday'.length; i += 1) await ana.description.press('Shift+ArrowLeft');
		await jamie.description.press('Home');
		await jamie.description.pressSequentially('Please ', KEY);
		await expect(ana.description).toHaveValue('Please call on Monday');
		await ana.page.keyboard.type('Friday');
		for (const one of [jamie, ana]) await expect(one.description).toHaveValue('Please call on Friday');
	});

	test('a title takes both, too, and stays one line', async ({ desk }) => {
		const [jamie, ana] = await bothOpen(desk, 'Title');
		await jamie.title.press('Home');
		await ana.title.press('End');
		await Promise.all([jamie.title.pressSequentially('Our ', KEY), ana.title.pressSequentially(' of today', KEY)]);
		await jamie.title.press('Enter');
		for (const one of [jamie, ana]) {
			await expect(one.title).toHaveValue('Our Title of today');
			await expect(one.card('Our Title of today')).toBeVisible();
		}
	});
});

test('comments that two write at once are both there, in one order', async ({ desk }) => {
	const [jamie, ana] = await bothOpen(desk, 'Who called first?');
	await Promise.all([jamie.comment('I called at nine.'), ana.comment('I called at ten.')]);
	for (const one of [jamie, ana]) {
		await expect(one.comments).toHaveCount(2);
		await expect(one.comments.filter({ hasText: 'I called at nine.' })).toContainText('Jamie Reyes');
		await expect(one.comments.filter({ hasText: 'I called at ten.' })).toContainText('Ana Petrova');
		await expect(one.card('Who called first?').getByRole('img', { name: '2 comments' })).toBeVisible();
	}
	const inOrder = ({ comments }: Desk) => comments.locator('.text').allInnerTexts();
	expect(await inOrder(ana)).toEqual(await inOrder(jamie));
});

test('the history tells in words what everybody did', async ({ desk }) => {
	const [jamie, ana] = await bothOpen(desk, 'Verify the new plan');
	await jamie.panel.getByRole('button', { name: 'Move to…' }).click();
	await jamie.page.getByRole('menuitemradio', { name: 'To do' }).click();
	await jamie.answerWhoAndWhen('Ana Petrova', 'Tomorrow 12:00');
	await expect(ana.panel.getByLabel('Due time')).toHaveValue('12:00');
	await ana.panel.getByLabel('Due time').fill('16:30');
	await ana.title.press('End');
	await ana.title.pressSequentially(' for Mr. Ito');
	await ana.description.pressSequentially('Group number is on the card.');
	await ana.comment('They open at eight.');
	await ana.panel.getByRole('button', { name: 'Mark as blocked' }).click();
	await ana.panel.getByLabel('What is it waiting for?').fill('the payer’s portal');
	await ana.panel.getByRole('button', { name: 'Mark as blocked' }).click();
	await expect(jamie.card('Verify the new plan for Mr. Ito')).toContainText('Blocked');
	await jamie.panel.getByRole('button', { name: 'No longer blocked' }).click();
	await jamie.panel.getByRole('button', { name: 'Finish' }).click();
	await expect(ana.panel).toContainText('Finished');
	await ana.panel.getByRole('button', { name: /^Show all/ }).click();

	const told = [
		/^Jamie Reyes finished it: To do to Done/,
		/^Jamie Reyes marked it as no longer blocked/,
		/^Ana Petrova marked it as blocked[\s\S]*the payer’s portal/,
		/^Ana Petrova commented[\s\S]*They open at eight\./,
		/^Ana Petrova edited the description[\s\S]*Group number is on the card\./,
		/^Ana Petrova retitled it[\s\S]*for Mr\. Ito/,
		/^Ana Petrova changed the due time from \w+ \d+, 12:00 to \w+ \d+, 16:30/,
		/^Jamie Reyes moved it from Inbox to To do/,
		/^Jamie Reyes made it due \w+ \d+, 12:00/,
		/^Jamie Reyes gave it to Ana Petrova/,
		/^Jamie Reyes added it to Inbox[\s\S]*Verify the new plan/
	];
	await expect(ana.history).toHaveCount(told.length);
	const lines = (await ana.history.allInnerTexts()).map((line) => line.replace(/\s+/g, ' '));
	for (const words of told) expect(lines).toContainEqual(expect.stringMatching(words));
	expect(lines.at(-1)).toMatch(told.at(-1)!);
	expect(lines[0]).toMatch(told[0]!);

	await jamie.panel.getByRole('button', { name: /^Show all/ }).click();
	await jamie.page.reload();
	await jamie.panel.getByRole('button', { name: /^Show all/ }).click();
	await expect(jamie.history).toHaveCount(told.length);
});
