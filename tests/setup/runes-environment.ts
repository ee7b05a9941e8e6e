import type { Environment } from 'vitest/runtime';

/**
 * Node's own globals, with modules compiled as for a browser: compiled for a server, `$effect` never runs.
 * No DOM is pretended; what needs one is tested in Chromium.
 */
export default {
	name: 'runes',
	viteEnvironment: 'client',
	setup: () => ({ teardown: () => undefined })
} satisfies Environment;
