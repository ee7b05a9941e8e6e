import { tick } from 'svelte';
import type { Item } from '#domain/mine/boards.ts';

const LINK = '[data-row]';

/** The address of a row's card: the row's own, also when it stands in another list. */
export const addressOf = ({ board, card }: Item) => `/boards/${board}?card=${card.id}`;

function linkTo(address: string): HTMLElement | null {
	return document.querySelector<HTMLElement>(`${LINK}[href="${CSS.escape(address)}"]`);
}

const isNowhere = () => !document.activeElement || document.activeElement === document.body;

/** A row that goes under the focus takes it along to where its card stands now, or leaves it to the nearest row. */
export async function followRow({ currentTarget: row }: FocusEvent & { readonly currentTarget: HTMLElement }) {
	const links = [...document.querySelectorAll<HTMLElement>(LINK)];
	const at = links.findIndex((link) => row.contains(link));
	const address = links[at]?.getAttribute('href') ?? '';
	await tick();
	if (row.isConnected || !isNowhere()) return;
	const near = [...links.slice(at + 1), ...links.slice(0, at).reverse()].find((link) => link.isConnected);
	(linkTo(address) ?? near)?.focus();
}

/** For a dialog about a row: that row may stand elsewhere once the dialog is gone. */
export async function backToRow(item: Item): Promise<void> {
	await tick();
	// A dialog gives the focus back in its own time.
	await new Promise((resolve) => requestAnimationFrame(resolve));
	if (isNowhere()) linkTo(addressOf(item))?.focus();
}
