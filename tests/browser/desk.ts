import type { BrowserContext, ConsoleMessage, Locator, Page } from '@playwright/test';

/** What a browser notes when the server cannot be reached. */
export const NO_NETWORK = /net::ERR_|WebSocket connection to .* failed/;

/** One person at a browser of their own, and what such a person does. */
export class Desk {
	readonly name: string;
	readonly context: BrowserContext;
	#page: Page;
	readonly #noted: string[] = [];
	readonly #expected: RegExp[] = [];

	constructor(name: string, context: BrowserContext, page: Page) {
		this.name = name;
		this.context = context;
		this.#page = page;
		context.on('console', (message) => this.#note(message));
		context.on('weberror', (error) => this.#noted.push(String(error.error())));
	}

	/** The tab that the person has in front of them. */
	get page(): Page {
		return this.#page;
	}

	/** Errors and warnings of the console that nobody expects. */
	get complaints(): string[] {
		return this.#noted.filter((note) => !this.#expected.some((pattern) => pattern.test(note)));
	}

	/** Names what the console may say in this test. */
	mayMeet(...patterns: RegExp[]): this {
		this.#expected.push(...patterns);
		return this;
	}

	#note(message: ConsoleMessage): void {
		if (message.type() !== 'error' && message.type() !== 'warning') return;
		this.#noted.push(`${message.text()} ${message.location().url}`);
	}

	async open(board = ''): Promise<void> {
		await this.page.goto(board === '' ? '/?boards' : `/boards/${board}`);
		await this.columns.first().waitFor();
	}

	/** Closes the tab and opens the same address in a new one. */
	async closeTabAndComeBack(): Promise<void> {
		const address = this.page.url();
		await this.page.close();
		await this.newTab(address);
	}

	/** In the place of all tabs; nothing is open in it yet. */
	async freshTab(): Promise<void> {
		await Promise.all(this.context.pages().map((page) => page.close()));
		this.#page = await this.context.newPage();
	}

	async newTab(address: string): Promise<void> {
		this.#page = await this.context.newPage();
		await this.page.goto(address);
		await this.columns.first().waitFor();
	}

	/** Until this browser can open the board without any network. */
	async readyForOffline(): Promise<void> {
		await this.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
	}

	async goOffline(): Promise<void> {
		this.mayMeet(NO_NETWORK);
		await this.context.setOffline(true);
	}

	async goOnline(): Promise<void> {
		await this.context.setOffline(false);
	}

	get status(): Locator {
		return this.page.getByRole('status');
	}

	/** What stands on top of every page. */
	get bar(): Locator {
		return this.page.getByRole('banner');
	}

	/** The first page after signing in. */
	get myDay(): Locator {
		return this.page.getByRole('heading', { name: 'My day', level: 1 });
	}

	get columns(): Locator {
		return this.page.getByRole('region', { name: /^Column: / });
	}

	column(title: string): Locator {
		return this.page.getByRole('region', { name: `Column: ${title}`, exact: true });
	}

	cards(column: string): Locator {
		return this.column(column)
			.getByRole('listitem')
			.filter({ has: this.page.getByRole('link') });
	}

	/** A card on the board, in whichever column it is. */
	card(title: string): Locator {
		return this.columns.getByRole('listitem').filter({ has: this.cardLink(title) });
	}

	cardIn(column: string, title: string): Locator {
		return this.cards(column).filter({ has: this.cardLink(title) });
	}

	cardLink(title: string): Locator {
		return this.page.getByRole('link', { name: title, exact: true });
	}

	/** The title of the first card of a column. */
	async firstCard(column: string): Promise<string> {
		return (await this.cards(column).first().getByRole('link').innerText()).trim();
	}

	get newCard(): Locator {
		return this.page.getByRole('combobox', { name: /^New card in / });
	}

	/** Writes a card into the inbox. */
	async capture(title: string): Promise<void> {
		await this.newCard.fill(title);
		await this.newCard.press('Enter');
		await this.card(title).waitFor();
	}

	/** Chooses from the card's own "Move to…". */
	async moveTo(title: string, column: string): Promise<void> {
		await this.card(title).hover();
		await this.page.getByRole('button', { name: `Move to…: ${title}`, exact: true }).click();
		await this.page.getByRole('menuitemradio', { name: column }).click();
	}

	get whoAndWhen(): Locator {
		return this.page.getByRole('dialog', { name: 'Who and by when?' });
	}

	async answerWhoAndWhen(owner: string | RegExp, when = 'Today 17:00'): Promise<void> {
		const dialog = this.whoAndWhen;
		const choice = await dialog.getByRole('option', { name: owner }).first().getAttribute('value');
		await dialog.getByRole('combobox', { name: 'Who does it' }).selectOption(choice);
		await dialog.getByRole('button', { name: when }).click();
		await dialog.getByRole('button', { name: 'Move card' }).click();
	}

	/** The open card beside the board. */
	get panel(): Locator {
		return this.page.getByRole('complementary', { name: /^Card: / });
	}

	async openCard(title: string): Promise<void> {
		await this.cardLink(title).click();
		await this.title.waitFor();
	}

	async closeCard(): Promise<void> {
		await this.panel.getByRole('button', { name: 'Close card' }).click();
		await this.panel.waitFor({ state: 'detached' });
	}

	get title(): Locator {
		return this.panel.getByRole('textbox', { name: 'Title' });
	}

	get description(): Locator {
		return this.panel.getByRole('textbox', { name: 'Description' });
	}

	async comment(text: string): Promise<void> {
		await this.panel.getByRole('textbox', { name: 'New comment' }).fill(text);
		await this.panel.getByRole('button', { name: 'Comment', exact: true }).click();
	}

	get comments(): Locator {
		return this.panel.getByRole('region', { name: 'Comments' }).getByRole('listitem');
	}

	get history(): Locator {
		return this.panel.getByRole('region', { name: 'History' }).getByRole('listitem');
	}

	get news(): Locator {
		return this.page.getByRole('region', { name: 'News' });
	}

	/** The person's own. */
	get menu(): Locator {
		return this.page.getByRole('button', { name: /your menu/i });
	}

	async chooseFromMenu(item: string): Promise<void> {
		await this.menu.click();
		await this.page.getByRole('menu').getByText(item, { exact: true }).click();
	}
}
