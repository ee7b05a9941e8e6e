import type { Page, Route } from '@playwright/test';

/** The server's stream in the test's hand: each time the page asks, it gets what is to be said and is cut off. */
export class Stream {
	#said: string | null = null;
	#asks: Route | null = null;

	static async insteadOfTheServers(page: Page): Promise<Stream> {
		const stream = new Stream();
		await page.route('**/api/tv/stream', (route) => {
			stream.#asks = route;
			return stream.#answer();
		});
		return stream;
	}

	say(views: readonly string[]): void {
		this.#said = views.map((view) => `event: view\ndata: ${view}\n\n`).join('');
		void this.#answer();
	}

	async #answer(): Promise<void> {
		if (this.#said === null || this.#asks === null) return;
		const [body, route] = [this.#said, this.#asks];
		[this.#said, this.#asks] = [null, null];
		await route.fulfill({ contentType: 'text/event-stream', body });
	}
}
