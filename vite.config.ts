import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
	plugins: [sveltekit(), plainScopes()],
	// A wall's television keeps its browser for years.
	build: { target: ['es2022', 'chrome85'] }
});

/** Svelte scopes the later parts of a selector by `:where`, which Chromium knows from 88 on; a wall's styles go without. */
function plainScopes(): Plugin {
	const isOfWall = (css: string) => css.includes('--line-px');
	return {
		name: 'plain-scopes-on-the-wall',
		enforce: 'post',
		generateBundle(_, bundle) {
			for (const file of Object.values(bundle)) {
				if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
				const css = String(file.source);
				if (isOfWall(css)) file.source = css.replaceAll(/:where\((\.svelte-\w+)\)/g, '$1');
			}
		}
	};
}
