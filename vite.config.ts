import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { OLDEST_SCREEN, plainScopes, plainSyntax } from './scripts/bundle/old-screens.ts';
import { pageChunks } from './scripts/bundle/page-chunks.ts';
import { stillIcons } from './scripts/bundle/still-icons.ts';

export default defineConfig({
	plugins: [stillIcons(), sveltekit(), plainScopes(), plainSyntax()],
	build: {
		target: 'es2022',
		cssTarget: ['es2022', OLDEST_SCREEN],
		rolldownOptions: { output: { codeSplitting: pageChunks } }
	}
});
