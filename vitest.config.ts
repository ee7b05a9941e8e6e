import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** One seed for a whole run: every property and simulation draws from it. */
process.env.SEED ??= String(Math.floor(Math.random() * 2 ** 31));

const shared = {
	environment: 'node',
	env: { SEED: process.env.SEED },
	setupFiles: ['tests/setup/seed.ts'],
	testTimeout: 15_000,
	hookTimeout: 30_000
} as const;

export default defineConfig({
	test: {
		passWithNoTests: false,
		globalSetup: ['tests/setup/announce.ts'],
		projects: [
			{
				test: {
					...shared,
					name: 'node',
					include: ['tests/{domain,sync,contracts,http,client,architecture,scripts}/**/*.test.ts'],
					exclude: ['**/*.svelte.test.ts']
				}
			},
			{
				test: {
					...shared,
					name: 'simulation',
					include: ['tests/simulation/**/*.test.ts'],
					testTimeout: 180_000
				}
			},
			{
				plugins: [svelte({ configFile: false })],
				resolve: {
					conditions: ['browser', 'module', 'import', 'default'],
					alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) }
				},
				test: {
					...shared,
					name: 'runes',
					environment: './tests/setup/runes-environment.ts',
					include: ['tests/**/*.svelte.test.ts']
				}
			}
		]
	}
});
