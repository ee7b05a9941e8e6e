import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test';
import type { WallSettings } from '#domain/wall/settings.ts';
import type { Desk } from './desk.ts';
import type { Practice } from './practice.ts';

const USUAL = { name: 'Front desk wall', zone: 'mixed', inches: 55, metres: 4, theme: 'light' } as const;
const BOARDS = ['front-desk', 'clinical-team', 'billing', 'management'];

type Settings = Partial<Omit<WallSettings, 'boards'>> & { readonly boards?: readonly string[] };

/** A piece of text as somebody in front of the screen sees it. */
export interface SeenText {
	readonly text: string;
	readonly px: number;
	/** WCAG's ratio to the ground behind it. */
	readonly contrast: number;
	readonly isCardName: boolean;
	/** It stands under the head of a department's column. */
	readonly inColumn: boolean;
}

/** A screen on the wall. Whoever stands before it can do nothing but read. */
export class Television {
	readonly desk: Desk;
	readonly page: Page;

	constructor(desk: Desk) {
		this.desk = desk;
		this.page = desk.page;
	}

	async open(): Promise<void> {
		await this.page.goto('/tv');
	}

	get code(): Locator {
		return this.page.getByText(/^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/);
	}

	get slide(): Locator {
		return this.page.getByRole('heading', { level: 1 });
	}

	/** How live it says that it is. */
	get mark(): Locator {
		return this.page.getByText(/^(Live · |Last update |Not live since )/).last();
	}

	get banner(): Locator {
		return this.page.getByRole('alert').filter({ hasText: 'Not live since' });
	}

	get cards(): Locator {
		return this.page.locator('[data-card]');
	}

	async showsBoards(): Promise<void> {
		await expect(this.mark).toHaveText(/^Live · \d\d:\d\d:\d\d$/);
		await expect(this.slide).toBeVisible();
	}

	/** As a manager does at /walls, in one breath. */
	async pair(practice: Practice, manager: APIRequestContext, settings: Settings = {}): Promise<void> {
		await this.open();
		await practice.signIn(manager, 'Maria');
		const data = { boards: BOARDS, ...USUAL, ...settings, code: await this.code.innerText() };
		const answer = await manager.post(`${practice.url}/api/walls`, { data, headers: { origin: practice.url } });
		expect(answer.status()).toBe(201);
		await this.showsBoards();
	}

	async number(words: string): Promise<number> {
		const shown = this.page.locator('dl > div').filter({ has: this.page.getByText(words, { exact: true }) });
		return Number(await shown.getByRole('definition').innerText());
	}

	/** All that the page holds of the boards: what it shows, and what it would show after a power cut. */
	async knows(): Promise<string> {
		return this.page.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage }));
	}

	/** Parts that stand beyond an edge that they should keep to. */
	async beyondItsEdges(): Promise<string[]> {
		return this.page.evaluate(() => {
			const screen = document.documentElement;
			const wide = screen.scrollWidth > innerWidth || screen.scrollHeight > innerHeight ? ['the page'] : [];
			const floor = document.querySelector('footer')!.getBoundingClientRect().top;
			const boxes = [...document.querySelectorAll('h1, dl, section h2, [data-card], footer p')];
			return wide.concat(
				boxes.flatMap((box) => {
					const { top, left, bottom, right } = box.getBoundingClientRect();
					const within =
						left >= 0 && top >= 0 && right <= innerWidth && bottom <= (box.closest('footer') ? innerHeight : floor);
					return within ? [] : [`${box.tagName} ${box.textContent}`];
				})
			);
		});
	}

	/** Names of cards that are cut, or broken where no soft hyphen allows it. */
	async brokenNames(): Promise<string[]> {
		return this.page.evaluate(() =>
			[...document.querySelectorAll<HTMLElement>('[data-card] > :first-child')].flatMap((name) => {
				const text = [...name.childNodes].find((node) => node.textContent!.trim() !== '')!;
				const parts = [...text.textContent!.matchAll(/[^\s\u00ad-]+/g)];
				const broken = parts.filter(({ 0: part, index }) => {
					const range = document.createRange();
					range.setStart(text, index);
					range.setEnd(text, index + part.length);
					const { right, bottom } = range.getBoundingClientRect();
					const box = name.getBoundingClientRect();
					return range.getClientRects().length > 1 || right > box.right + 1 || bottom > box.bottom + 1;
				});
				return broken.map(([part]) => `${part} of ${name.innerText}`);
			})
		);
	}

	/** Every visible text with its size and contrast. */
	async texts(): Promise<SeenText[]> {
		return this.page.evaluate(() => {
			type Colour = readonly [number, number, number, number];
			const colour = (css: string): Colour => {
				const [r = 0, g = 0, b = 0, a = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
				return [r, g, b, a];
			};
			const luminance = ([r, g, b]: Colour): number => {
				const [x, y, z] = [r, g, b].map((n) =>
					n / 255 <= 0.04045 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4
				);
				return 0.2126 * x! + 0.7152 * y! + 0.0722 * z!;
			};
			const groundOf = (element: Element | null): Colour => {
				const own = element ? colour(getComputedStyle(element).backgroundColor) : ([255, 255, 255, 1] as const);
				return own[3] === 1 ? own : groundOf(element!.parentElement);
			};
			const seen: SeenText[] = [];
			const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			while (nodes.nextNode()) {
				const [text, element] = [nodes.currentNode.textContent!.trim(), nodes.currentNode.parentElement!];
				const range = document.createRange();
				range.selectNodeContents(nodes.currentNode);
				const { width, height } = range.getBoundingClientRect();
				if (text === '' || width < 2 || height < 2 || !element.checkVisibility({ visibilityProperty: true })) continue;
				const style = getComputedStyle(element);
				const [front, back] = [luminance(colour(style.color)), luminance(groundOf(element))];
				const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
				seen.push({
					text,
					px: parseFloat(style.fontSize),
					contrast,
					isCardName: element.matches('[data-card] > :first-child'),
					inColumn: element.closest('.column') !== null
				});
			}
			return seen;
		});
	}
}
