import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const ICON = /[\\/]@lucide[\\/]svelte[\\/]dist[\\/]icons[\\/]([a-z0-9-]+)\.svelte$/;
const DATA = /const iconData = (\{.*\});/;

interface IconData {
	readonly node: readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];
}

/**
 * Lucide draws each icon from data: a dozen attributes are worked out and every line made as the page runs. On a board
 * that was a third of what a card costs. An icon never changes, so it becomes markup here, which the page copies as a
 * whole. It takes `size` and `class`, which is all that our pages say, and is hidden from the ear: words stand beside.
 */
export function stillIcons(): Plugin {
	return {
		name: 'still-icons',
		async load(id) {
			const [, name] = ICON.exec(id) ?? [];
			return name ? markupOf(name, await readFile(id, 'utf8')) : null;
		}
	};
}

/** @throws when the library writes its icons in another way than this knows. */
export function markupOf(name: string, source: string): string {
	const [, data] = DATA.exec(source) ?? [];
	if (!data) throw new Error(`the icon ${name} is written in a way that still-icons.ts does not know`);
	const lines = (JSON.parse(data) as IconData).node.map(([tag, attributes]) => `<${tag}${written(attributes)} />`);
	return `<script>
	let { size = 24, class: more = '' } = $props();
</script>

<svg xmlns="http://www.w3.org/2000/svg" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" class={\`lucide lucide-${name} \${more}\`} aria-hidden="true">${lines.join('')}</svg>
`;
}

const written = (attributes: Readonly<Record<string, string>>) =>
	Object.entries(attributes)
		.map(([key, value]) => ` ${key}="${value}"`)
		.join('');
