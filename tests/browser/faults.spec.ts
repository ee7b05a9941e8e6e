import type { Page } from '@playwright/test';
import { NO_NETWORK } from './desk.ts';
import { expect, test } from './fixture.ts';

test.use({ serviceWorkers: 'allow' });

const SAVED = 'Saved on server';
const OFFLINE = 'Offline: kept on this device';
const SPACE_BYTES = 24 * 1024 * 1024;

test('a full disk is not called kept, signing out waits for the network, and a crashed tab loses nothing', async ({
	desk,
	visitor,
	practice
}) => {
	test.slow();
	const [jamie, ana] = await Promise.all([visitor(practice), desk('Ana')]);
	await practice.signIn(jamie.context.request, 'Jamie');
	const browser = await jamie.context.newCDPSession(jamie.page);
	const space = (quotaSize?: number) =>
		browser.send('Storage.overrideQuotaForOrigin', { origin: practice.url, ...(quotaSize && { quotaSize }) });
	// The browser asks for the limit once and counts on from there.
	await space(SPACE_BYTES);
	await jamie.open();
	await jamie.readyForOffline();
	await expect(jamie.status).toHaveText(SAVED);
	const address = jamie.page.url();

	for (const one of [jamie, ana]) one.mayMeet(NO_NETWORK);
	await practice.kill();
	await expect(jamie.status).toHaveText(OFFLINE);
	await fillDisk(jamie.page);
	await jamie.capture('Into a full disk');
	await expect(jamie.status).toHaveText('Not saved yet');
	await space();
	await expect(jamie.status).toHaveText(OFFLINE, { timeout: 30_000 });

	await jamie.chooseFromMenu('Sign out');
	await expect(jamie.page.getByText('Signing out needs the server')).toBeVisible();
	await expect(jamie.card('Into a full disk')).toBeVisible();
	await jamie.capture('Just before the crash');
	await expect(jamie.status).toHaveText(OFFLINE);

	const crashed = jamie.page.waitForEvent('crash');
	void browser.send('Page.crash').catch(() => undefined);
	await crashed;
	await practice.startAgain();
	await jamie.newTab(address);
	await expect(jamie.status).toHaveText(SAVED);
	await expect(ana.status).toHaveText(SAVED, { timeout: 15_000 });
	for (const title of ['Into a full disk', 'Just before the crash']) {
		await expect(jamie.cardIn('Inbox', title)).toBeVisible();
		await expect(ana.cardIn('Inbox', title)).toBeVisible();
	}
});

/** Until not even a few bytes fit. */
async function fillDisk(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const opening = indexedDB.open('filler');
		opening.onupgradeneeded = () => void opening.result.createObjectStore('bytes', { autoIncrement: true });
		const db = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result)));
		const fits = (size: number) =>
			new Promise<boolean>((resolve) => {
				const bytes = new Uint8Array(size);
				for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
				const writing = db.transaction('bytes', 'readwrite');
				writing.objectStore('bytes').add(bytes);
				writing.oncomplete = () => resolve(true);
				writing.onabort = () => resolve(false);
			});
		for (let size = 1 << 22; size >= 8; size /= 2) while (await fits(size));
		db.close();
	});
}
