import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

test.use({ serviceWorkers: 'allow' });

const SAVED = 'Saved on server';
const MINUTE_MS = 60_000;

test.describe('an app on the device', () => {
	test('can be installed, and says how old a board is that opened without the network', async ({ desk }) => {
		const jamie = await desk('Jamie', { board: 'front-desk' });
		await jamie.readyForOffline();
		await expect(jamie.status).toHaveText(SAVED);
		const browser = await jamie.context.newCDPSession(jamie.page);
		const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
		// A browser of a test is a private one.
		expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
		const { errors, data } = await browser.send('Page.getAppManifest');
		expect(errors).toEqual([]);
		const manifest = JSON.parse(data ?? '{}') as { shortcuts: { name: string; url: string }[] };
		expect(manifest).toMatchObject({ display: 'standalone', start_url: '/', id: '/' });
		expect(manifest.shortcuts.map(({ name }) => name)).toEqual(['My day', 'New card']);
		await jamie.page.goto(manifest.shortcuts[1]!.url);
		await expect(jamie.newCard).toBeFocused();
		await expect(jamie.status).toHaveText(SAVED);

		await jamie.goOffline();
		await expect(jamie.bar).toContainText(/Not live since \d\d:\d\d/);
		await jamie.page.evaluate(() => {
			const at = Date.parse('2026-03-02T07:41-05:00');
			localStorage.setItem('daybreak:live', JSON.stringify({ 'front-desk': at }));
		});
		await jamie.page.reload();
		await expect(jamie.status).toHaveText('Offline: kept on this device');
		await expect(jamie.bar).toContainText('Not live since Mar 2, 07:41');
		await jamie.goOnline();
		await expect(jamie.status).toHaveText(SAVED);
		await expect(jamie.bar).not.toContainText('Not live');
	});

	test('takes a newer version over when nobody would lose anything by it', async ({ desk }) => {
		const jamie = await desk('Jamie', { board: 'front-desk' });
		await expect(jamie.status).toHaveText(SAVED);
		await jamie.page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'newer' } }));
		await jamie.page.evaluate(() => Object.assign(window, { asItWas: true }));
		await jamie.newCard.fill('Half a car');
		await comeBackTo(jamie, 2);
		await expect(jamie.news).toContainText('New version ready');
		await jamie.newCard.blur();
		await hide(jamie);
		await expect(jamie.newCard).toHaveValue('Half a car');
		expect(await jamie.page.evaluate(() => 'asItWas' in window)).toBe(true);

		await jamie.newCard.press('Enter');
		await jamie.newCard.blur();
		await expect(jamie.status).toHaveText(SAVED);
		await hide(jamie);
		await jamie.page.waitForFunction(() => !('asItWas' in window));
		await expect(jamie.status).toHaveText(SAVED);
	});
});

/** Somebody comes back to the window; for that moment alone it is so many minutes later. */
async function comeBackTo({ page }: Desk, minutes: number): Promise<void> {
	await page.evaluate((later) => {
		const { now } = Date;
		Date.now = () => now() + later;
		window.dispatchEvent(new Event('focus'));
		Date.now = now;
	}, minutes * MINUTE_MS);
}

/** The tab goes behind others; only a real one would be told so by the browser. */
async function hide({ page }: Desk): Promise<void> {
	await page.evaluate(() => {
		Object.defineProperty(document, 'hidden', { value: true, configurable: true });
		document.dispatchEvent(new Event('visibilitychange'));
	});
}
