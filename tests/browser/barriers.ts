import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

type Part = 'aside' | 'dialog' | 'form' | '[role="listbox"]';

/**
 * What a machine can find of what keeps people out, each as one line; in a part of the page alone, or in all of it. The
 * dark colours are looked at too, where the page follows what the device prefers.
 */
export async function barriers(page: Page, part?: Part): Promise<string[]> {
	const found = await violations(look(page, part).options({ rules: { 'target-size': { enabled: true } } }));
	await page.emulateMedia({ colorScheme: 'dark' });
	const inTheDark = await violations(look(page, part).withRules('color-contrast'));
	await page.emulateMedia({ colorScheme: 'light' });
	return [...found, ...inTheDark.map((line) => `in the dark, ${line}`)];
}

/** Without the page of its own that axe opens for frames of other sites: there are none. */
function look(page: Page, part?: Part): AxeBuilder {
	const builder = new AxeBuilder({ page }).setLegacyMode();
	return part ? builder.include(part) : builder;
}

async function violations(builder: AxeBuilder): Promise<string[]> {
	const { violations } = await builder.analyze();
	return violations.flatMap(({ id, help, nodes }) =>
		nodes.map(({ target }) => `${id}: ${help} at ${target.join(' ')}`)
	);
}
