import type { BrowserContext, Locator, Page } from '@playwright/test';

/** One person at a browser of their own, and what such a person does. */
export class Desk {
	readonly name: string;
	readonly context: BrowserContext;
	readonly page: Page;
	/** Errors and warnings of the page's console. */
	readonly complaints: string[] = [];

	constructor(name: string, context: BrowserContext, page: Page) {
		this.name = name;
		this.context = context;
		this.page = page;
		page.on('console', (message) => {
			if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
		});
		page.on('pageerror', (error) => this.complaints.push(error.message));
	}

	async open(board = ''): Promise<void> {
		await this.page.goto(board === '' ? '/' : `/boards/${board}`);
		await this.column('Inbox').waitFor();
	}

	column(title: string): Locator {
		return this.page.getByRole('region', { name: `Column: ${title}` });
	}
}
