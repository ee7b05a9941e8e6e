import type { Desk } from './desk.ts';
import { NO_NETWORK } from './desk.ts';
import { expect, test } from './fixture.ts';
import { Wire } from './wire.ts';

test.use({ serviceWorkers: 'allow' });

const SAVED = 'Saved on server';
const OFFLINE = 'Offline: kept on this device';

/** Somebody of the front desk whose browser can go on without the network. */
async function readyDesk(desk: (name: string) => Promise<Desk>, name: string): Promise<Desk> {
	const one = await desk(name);
	await one.readyForOffline();
	await expect(one.status).toHaveText(SAVED);
	return one;
}

test.describe('without the network', () => {
	test('the work goes on, outlives a reload, and arrives when the network is back', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([readyDesk(desk, 'Jamie'), desk('Ana')]);
		const [first, second] = [await jamie.firstCard('To do'), await jamie.firstCard('Doing')];
		await jamie.goOffline();
		await expect(jamie.status).toHaveText(OFFLINE);
		await jamie.capture('Written in the tunnel');
		await jamie.moveTo(first, 'Contacted, waiting');
		await jamie.openCard(second);
		await jamie.title.press('End');
		await jamie.title.pressSequentially(' (tunnel)');
		await expect(jamie.status).toHaveText(OFFLINE);

		await jamie.page.reload();
		await expect(jamie.status).toHaveText(OFFLINE);
		await expect(jamie.cardIn('Inbox', 'Written in the tunnel')).toBeVisible();
		await expect(jamie.cardIn('Contacted, waiting', first)).toBeVisible();
		await expect(jamie.title).toHaveValue(`${second} (tunnel)`);
		await expect(ana.card('Written in the tunnel')).toHaveCount(0);

		await jamie.goOnline();
		await expect(jamie.status).toHaveText(SAVED);
		await expect(ana.cardIn('Inbox', 'Written in the tunnel')).toBeVisible();
		await expect(ana.cardIn('Contacted, waiting', first)).toBeVisible();
		await expect(ana.card(`${second} (tunnel)`)).toBeVisible();
	});

	test('work in a tab that was closed is there in the next one', async ({ desk }) => {
		const jamie = await readyDesk(desk, 'Jamie');
		await jamie.goOffline();
		await expect(jamie.status).toHaveText(OFFLINE);
		await jamie.capture('Written before the tab was closed');
		await expect(jamie.status).toHaveText(OFFLINE);
		await jamie.closeTabAndComeBack();
		await expect(jamie.cardIn('Inbox', 'Written before the tab was closed')).toBeVisible();
		await expect(jamie.status).toHaveText(OFFLINE);
		await jamie.goOnline();
		await expect(jamie.status).toHaveText(SAVED);
		const ana = await desk('Ana');
		await expect(ana.cardIn('Inbox', 'Written before the tab was closed')).toBeVisible();
	});

	test('work in a closed tab arrives from the next one, opened when the network is back', async ({ desk }) => {
		const [jamie, ana] = await Promise.all([readyDesk(desk, 'Jamie'), desk('Ana')]);
		await jamie.goOffline();
		await expect(jamie.status).toHaveText(OFFLINE);
		await jamie.capture('Left lying over lunch');
		await expect(jamie.status).toHaveText(OFFLINE);
		await jamie.page.close();
		await jamie.goOnline();
		await jamie.newTab('/boards/front-desk');
		await expect(jamie.status).toHaveText(SAVED);
		await expect(ana.cardIn('Inbox', 'Left lying over lunch')).toBeVisible();
	});

	test('a comment that is not sent yet stays in its field', async ({ desk }) => {
		const jamie = await readyDesk(desk, 'Jamie');
		await jamie.openCard(await jamie.firstCard('To do'));
		await jamie.goOffline();
		await jamie.panel.getByRole('textbox', { name: 'New comment' }).fill('Half a sent');
		await jamie.newCard.fill('Half a card');
		await jamie.page.reload();
		await expect(jamie.panel.getByRole('textbox', { name: 'New comment' })).toHaveValue('Half a sent');
		await expect(jamie.newCard).toHaveValue('Half a card');
	});
});

test.describe('when the server itself goes', () => {
	test('killed in the middle of a sentence, not a letter is lost', async ({ desk, practice }) => {
		const [jamie, ana] = await Promise.all([readyDesk(desk, 'Jamie'), desk('Ana')]);
		for (const one of [jamie, ana]) one.mayMeet(NO_NETWORK);
		await jamie.capture('Kill me softly');
		await jamie.openCard('Kill me softly');
		const sentence = 'The payer wants the plan of care, signed, before Thursday noon, by fax, again.';
		const typing = jamie.description.pressSequentially(sentence, { delay: 40 });
		await expect(jamie.description).toHaveValue(/^The payer wants/);
		await practice.kill();
		await expect(jamie.status).toHaveText(OFFLINE);
		await typing;
		await expect(jamie.description).toHaveValue(sentence);
		await expect(jamie.status).toHaveText(OFFLINE);
		await practice.startAgain();
		await expect(jamie.status).toHaveText(SAVED, { timeout: 15_000 });
		await ana.openCard('Kill me softly');
		await expect(ana.description).toHaveValue(sentence);
		await practice.kill();
		await practice.startAgain();
		const keisha = await desk('Keisha');
		await keisha.openCard('Kill me softly');
		await expect(keisha.description).toHaveValue(sentence);
	});

	test('a pulled cable is not called saved: Saving…, then Not saved yet, then saved', async ({ desk }) => {
		const wire = new Wire();
		const jamie = await desk('Jamie', { wire });
		await expect(jamie.status).toHaveText(SAVED);
		wire.pull();
		await jamie.capture('Into the void');
		await expect(jamie.status).toHaveText('Saving…');
		await expect(jamie.status).toHaveText('Not saved yet', { timeout: 5_000 });
		await wire.cut();
		wire.mend();
		await expect(jamie.status).toHaveText(SAVED);
		const ana = await desk('Ana');
		await expect(ana.cardIn('Inbox', 'Into the void')).toBeVisible();
	});
});
