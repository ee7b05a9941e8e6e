import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [sveltekit()],
	// A wall's television keeps its browser for years.
	build: { target: ['es2022', 'chrome85'] }
});
