import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** One seed for a whole run: every property and simulation draws from it. */
process.env.SEED ??= String(Math.floor(Math.random() * 2 ** 31));

const RUNES_TESTS = 'tests/**/*.svelte.test.ts';
const SIMULATION_TESTS = 'tests/simulation/**/*.test.ts';
const SIMULATION_MS = 180_000;

/** What takes a minute comes first: at the end it would keep one core busy while the other has nothing to do. */
class LongOnesFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		const isLong = ({ project }: TestSpecification) => project.name === 'simulation';
		return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
	}
}

const alias = { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) };

const shared: TestProjectInlineConfiguration['test'] = {
	environment: 'node',
	env: { SEED: process.env.SEED },
	setupFiles: ['tests/setup/seed.ts'],
	testTimeout: 60_000,
	hookTimeout: 60_000
};

export default defineConfig({
	test: {
		allowOnly: false,
		maxWorkers: 3, // much of it waits, for a disk, a clock or a server
		sequence: { sequencer: LongOnesFirst },
		globalSetup: ['tests/setup/announce.ts'],
		projects: [
			{
				resolve: { alias },
				test: {
					...shared,
					name: 'node',
					include: ['tests/**/*.test.ts'],
					exclude: [RUNES_TESTS, SIMULATION_TESTS, 'tests/browser/**', 'tests/bench/**']
				}
			},
			{
				resolve: { alias },
				test: {
					...shared,
					name: 'simulation',
					include: [SIMULATION_TESTS],
					testTimeout: SIMULATION_MS
				}
			},
			{
				// Runes compile here, and `svelte` resolves to the browser's build: on the server's one effects never run.
				plugins: [svelte({ configFile: false })],
				resolve: { conditions: ['browser', 'module', 'import', 'default'], alias },
				test: {
					...shared,
					name: 'runes',
					environment: './tests/setup/runes-environment.ts',
					include: [RUNES_TESTS]
				}
			}
		]
	}
});
