import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/** What a page loads of our own files: its html, scripts and styles. */
export class PageFiles {
	readonly #files: Promise<Buffer>[] = [];

	/** @param page nothing is open in it yet. */
	constructor(page: Page) {
		page.on('response', (response) => {
			if (!/^text\/(html|css|javascript)/.test(response.headers()['content-type'] ?? '')) return;
			this.#files.push(response.body());
		});
	}

	/** Each file by itself, as a server that speaks gzip sends it; the heads of the answers are not in it. */
	async gzipBytes(): Promise<number> {
		const files = await Promise.all(this.#files);
		return files.reduce((sum, body) => sum + gzipSync(body).length, 0);
	}
}
