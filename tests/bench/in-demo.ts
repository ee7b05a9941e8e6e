import { chromium, type Browser } from 'playwright';
import { systemChromium } from '../../scripts/chromium.mjs';
import { Practice } from '../browser/practice.ts';
import { ms, part } from './numbers.ts';

/** Measures in a browser over a demo practice of its own; both are gone afterwards. */
export async function inDemo(work: (browser: Browser, practice: Practice) => Promise<void>): Promise<void> {
	const executablePath = systemChromium();
	const args = ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
	const practice = await Practice.start('demo.ts');
	const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args });
	try {
		await work(browser, practice);
	} finally {
		await browser.close();
		await practice.close();
	}
}

export const say = (line: string) => void process.stdout.write(`${line}\n`);

export const row = (what: string, goal: string, found: string) => say(`| ${what} | ${goal} | ${found} |`);

/** The head of a table of such rows. */
export function head(what: string): void {
	row(what, 'goal', 'found');
	row('---', '---', '---');
}

/** Half of them took no longer than the first, 95 of a hundred no longer than the second. */
export const both = (numbers: readonly number[]) => `${ms(part(0.5, numbers))} / ${ms(part(0.95, numbers))}`;
