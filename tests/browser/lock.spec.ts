import type { Page } from '@playwright/test';
import type { Desk } from './desk.ts';
import { expect, test } from './fixture.ts';

test.use({ serviceWorkers: 'allow' });

const SAVED = 'Saved on server';
const OFFLINE = 'Offline: kept on this device';
const PIN = '482913';
const MINUTE = 60_000;
/** What a locked session's requests and sockets leave in the console. */
const LOCKED = /status of 4(?:01|03|22)|WebSocket is closed before the connection is established/;

const who = (page: Page, name: string) => page.getByText(`${name} is signed in here.`);
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

async function setPin(desk: Desk): Promise<void> {
	await desk.chooseFromMenu('PIN for this screen…');
	await field(desk.page, 'New PIN').fill(PIN);
	await field(desk.page, 'Your password').fill('daybreak-demo');
	await desk.page.getByRole('button', { name: 'Set PIN' }).click();
	await desk.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
}

async function signIn(page: Page, name: string): Promise<void> {
	await field(page, 'E-mail').fill(`${name.toLowerCase()}@demo.test`);
	await field(page, 'Password').fill('daybreak-demo');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Every string and every byte that this browser keeps: databases, storage, caches. */
function everythingKept(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const text = (bytes: ArrayBuffer | Uint8Array) => new TextDecoder('latin1').decode(bytes);
		const seen = (value: unknown): string => {
			if (value instanceof ArrayBuffer || value instanceof Uint8Array) return text(value);
			if (value instanceof CryptoKey) return `a key, ${value.extractable ? 'readable' : 'not readable'}`;
			if (Array.isArray(value)) return value.map(seen).join('\n');
			if (value && typeof value === 'object') return Object.entries(value).flat().map(seen).join('\n');
			return String(value);
		};
		const read = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const kept = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
		for (const { name = '' } of await indexedDB.databases()) {
			const db = await read(indexedDB.open(name));
			kept.push(name);
			for (const store of db.objectStoreNames) {
				const records = db.transaction(store).objectStore(store);
				kept.push(seen(await read(records.getAll())), seen(await read(records.getAllKeys())));
			}
			db.close();
		}
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				if (/\.(?:js|css|svg|png|html)$|\/$/.test(new URL(request.url).pathname)) continue;
				kept.push(request.url, await (await cache.match(request))!.text());
			}
		}
		return kept.join('\n');
	});
}

test('a screen that nobody touches warns, then locks, and its person comes back with a PIN', async ({ desk }) => {
	const maria = (await desk('Maria')).mayMeet(LOCKED);
	const { page } = maria;
	await setPin(maria);
	await page.clock.install();
	await page.reload();
	await expect(maria.status).toHaveText(SAVED);
	const title = await maria.firstCard('To do');
	await maria.openCard(title);

	await page.clock.fastForward(15 * MINUTE - 15_000);
	await expect(page.getByRole('alertdialog')).toContainText('This screen locks in 1');
	await page.getByRole('button', { name: 'Stay signed in' }).click();
	await expect(page.getByRole('alertdialog')).toHaveCount(0);
	await page.clock.fastForward(14 * MINUTE);
	await expect(maria.title).toHaveValue(title);

	const newcomer = await maria.context.newPage();
	await newcomer.goto(page.url());
	await expect(newcomer.getByRole('textbox', { name: 'Title' })).toHaveValue(title);
	await page.clock.fastForward(MINUTE);
	for (const tab of [page, newcomer]) {
		await expect(who(tab, 'Maria Santos')).toBeVisible();
		await expect(tab).toHaveTitle('Locked · Daybreak');
		expect(await tab.content()).not.toContain(title);
		await expect(tab.getByRole('textbox')).toHaveCount(1);
	}
	await page.reload();
	await expect(who(page, 'Maria Santos')).toBeVisible();
	await field(page, 'Your PIN').pressSequentially(PIN);
	for (const tab of [page, newcomer]) await expect(tab.getByRole('textbox', { name: 'Title' })).toHaveValue(title);
});

test('five wrong PINs leave the password', async ({ desk }) => {
	const maria = (await desk('Maria')).mayMeet(LOCKED);
	const { page } = maria;
	await setPin(maria);
	await maria.chooseFromMenu('Lock screen');
	await expect(who(page, 'Maria Santos')).toBeVisible();
	for (let left = 4; left > 0; left -= 1) {
		await field(page, 'Your PIN').pressSequentially('482914');
		await expect(page.getByText('That is not your PIN.')).toContainText(left === 1 ? 'One more try' : `${left} more`);
	}
	await field(page, 'Your PIN').pressSequentially('482914');
	await expect(field(page, 'Your PIN')).toHaveCount(0);
	await field(page, 'Your password').fill('not-the-password');
	await page.getByRole('button', { name: 'Unlock' }).click();
	await expect(page.getByText('That is not your password.')).toBeVisible();
	await field(page, 'Your password').fill('daybreak-demo');
	await page.getByRole('button', { name: 'Unlock' }).click();
	await expect(maria.status).toHaveText(SAVED);
});

test('another person takes over and finds nothing; what could not be sent waits sealed for its author', async ({
	desk
}) => {
	const maria = (await desk('Maria')).mayMeet(LOCKED);
	const ana = await desk('Ana');
	const { page } = maria;
	await maria.readyForOffline();
	await maria.capture('Canary that was sent');
	await expect(maria.status).toHaveText(SAVED);
	await maria.goOffline();
	await expect(maria.status).toHaveText(OFFLINE);
	await maria.capture('Canary that was not sent');
	await maria.newCard.fill('Canary half typed');
	await expect(maria.status).toHaveText(OFFLINE);
	expect(await everythingKept(page)).not.toContain('Canary');

	await maria.chooseFromMenu('Lock screen');
	await expect(page.getByText('Unlocking needs the server')).toBeVisible();
	await maria.goOnline();
	await expect(field(page, 'Your password')).toBeVisible();
	await page.getByRole('button', { name: 'Switch person' }).click();
	await signIn(page, 'Jamie');
	await page.getByRole('link', { name: 'Front Desk' }).click();
	await expect(maria.status).toHaveText(SAVED);
	await expect(maria.cardIn('Inbox', 'Canary that was sent')).toBeVisible();
	await expect(maria.card('Canary that was not sent')).toHaveCount(0);
	await expect(maria.newCard).toHaveValue('');
	const kept = await everythingKept(page);
	expect(kept).toContain('daybreak/sealed');
	for (const word of ['Canary', 'Santos', 'maria@demo.test']) expect(kept).not.toContain(word);
	await maria.newCard.fill('Half of Jamie’s');
	await maria.chooseFromMenu('Sign out');
	await expect(page.getByText('One change could not be sent. It waits here, sealed')).toBeVisible();
	await signIn(page, 'Maria');
	await page.getByRole('link', { name: 'Front Desk' }).click();
	await expect(maria.cardIn('Inbox', 'Canary that was not sent')).toBeVisible();
	await expect(maria.status).toHaveText(SAVED);
	await expect(maria.newCard).toHaveValue('Canary half typed');
	await expect(ana.cardIn('Inbox', 'Canary that was not sent')).toBeVisible();
});

test('without the network a restarted browser opens only where a manager trusts the device', async ({ desk }) => {
	const maria = (await desk('Maria')).mayMeet(LOCKED);
	await maria.readyForOffline();
	await expect(maria.status).toHaveText(SAVED);
	const address = maria.page.url();
	await restart(maria);
	await maria.page.goto(address);
	await expect(maria.page.getByRole('heading', { name: 'Connect to open' })).toBeVisible();
	await maria.goOnline();
	await expect(maria.status).toHaveText(SAVED);

	await maria.chooseFromMenu('Trusted devices…');
	const dialog = maria.page.getByRole('dialog', { name: 'Trusted devices' });
	await dialog.getByLabel('Name of this device').fill('Front desk');
	await dialog.getByRole('button', { name: 'Trust this device' }).click();
	await expect(dialog.getByRole('listitem')).toContainText('Front desk');
	await restart(maria);
	await maria.page.goto(address);
	await expect(maria.status).toHaveText(OFFLINE);
	await expect(maria.columns.first()).toBeVisible();
	expect(await everythingKept(maria.page)).toContain('a key, not readable');
	await maria.chooseFromMenu('Lock screen');
	await expect(maria.page.getByText('Unlocking needs the server')).toBeVisible();
	expect(await everythingKept(maria.page)).not.toContain('a key');
});

/** Everything that the browser holds in memory alone goes, and there is no network when it comes back. */
async function restart(desk: Desk): Promise<void> {
	await desk.freshTab();
	desk.mayMeet(/favicon\.ico/);
	await desk.page.goto('/healthz');
	await desk.page.evaluate(() => navigator.serviceWorker.controller!.postMessage({ kind: 'daybreak-drop' }));
	await desk.goOffline();
}
