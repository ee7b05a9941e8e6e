import type { Page } from '@playwright/test';
import type { PersonId } from '#domain/ids.ts';
import { asTitle, writeHostileCards } from '../setup/hostile-board.ts';
import { HOSTILE_STRINGS } from '../setup/hostile-strings.ts';
import { provider, until, type Practice as Served } from '../sync/practice.ts';
import { expect, test } from './fixture.ts';

/** Whatever a string tried to make of itself would be one of these, and none of ours is. */
const FOREIGN = 'iframe, object, embed, base, plaintext, details, template ~ img, math, [onerror], [onload], x, b > b';

async function nothingCameToLife(page: Page, surface: string): Promise<void> {
	const found = await page.evaluate(
		(foreign) => ({
			hostile: (window as { hostile?: unknown }).hostile ?? ({} as { hostile?: unknown }).hostile ?? null,
			foreign: [...document.querySelectorAll(foreign)].map((element) => element.outerHTML.slice(0, 80)),
			images: [...document.images].filter(({ src }) => !src.startsWith('data:')).map(({ src }) => src),
			scripts: [...document.body.querySelectorAll('script')].filter((script) => script.textContent?.includes('hostile'))
				.length
		}),
		FOREIGN
	);
	expect({ surface, ...found }).toEqual({ surface, hostile: null, foreign: [], images: [], scripts: 0 });
}

/** Every title of a column, however long it is: only what is in sight is drawn. */
function titlesIn(page: Page, column: string): Promise<string[]> {
	return page.getByRole('region', { name: `Column: ${column}`, exact: true }).evaluate(async (region) => {
		const list = region.querySelector('ol')!;
		const titles = new Map<string, string>();
		const read = () => {
			for (const link of region.querySelectorAll<HTMLAnchorElement>('a.title')) titles.set(link.href, link.textContent);
		};
		for (let top = 0; top <= list.scrollHeight; top += 150) {
			list.scrollTop = top;
			await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
			read();
		}
		return [...titles.values()];
	});
}

test('[H17] a hundred hostile strings are read as they were typed, on the board, its panels, the people and the record', async ({
	desk,
	practice
}) => {
	test.slow();
	const maria = await desk('Maria', { board: 'front-desk' });
	const dialogs: string[] = [];
	maria.page.on('dialog', (dialog) => (dialogs.push(dialog.message()), dialog.dismiss()));
	const [{ name = '', value = '' } = {}] = await maria.context.cookies();
	const hand = provider({ url: practice.url } as Served, 'front-desk', `${name}=${value}`);
	await hand.synced;
	writeHostileCards(hand.doc, 'maria' as PersonId);
	await until(() => hand.provider.synced);

	const inbox = 'Inbox';
	const wanted = HOSTILE_STRINGS.map(asTitle);
	await expect
		.poll(async () => (await titlesIn(maria.page, inbox)).length, { timeout: 30_000 })
		.toBeGreaterThanOrEqual(wanted.length);
	const titles = await titlesIn(maria.page, inbox);
	expect(wanted.filter((title) => !titles.includes(title))).toEqual([]);
	await nothingCameToLife(maria.page, 'board');

	for (const i of HOSTILE_STRINGS.flatMap((text, i) => (/^<img|^<script>w|^\u202E/.test(text) ? [i] : []))) {
		await maria.page.goto(`/boards/front-desk?card=c${`h${i}x`.padEnd(20, '0')}`);
		await expect(maria.comments.first()).toContainText(HOSTILE_STRINGS[i]!.trim());
		await expect(maria.history.filter({ hasText: 'commented' })).toHaveCount(1);
		await nothingCameToLife(maria.page, `panel of ${HOSTILE_STRINGS[i]}`);
	}

	for (const text of HOSTILE_STRINGS.filter((_, i) => i % 10 === 3)) {
		const guest = { name: text, email: `g${text.length}@demo.test`, role: 'manager', departments: [] };
		await maria.context.request.post('/api/invitations', { data: guest, headers: { origin: practice.url } });
	}
	await maria.page.goto('/people');
	await expect(maria.page.getByRole('main')).toContainText('@demo.test');
	await nothingCameToLife(maria.page, 'people');

	await maria.page.goto('/record');
	for (let page = 0; page < 6; page++) await maria.page.getByRole('button', { name: 'Show earlier lines' }).click();
	await expect(maria.page.getByText('<img src=x onerror="window.hostile=1">').first()).toBeAttached();
	await nothingCameToLife(maria.page, 'record');
	expect(dialogs).toEqual([]);
	hand.provider.destroy();
});
