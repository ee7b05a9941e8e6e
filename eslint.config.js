import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** What types catch and no other tool does: a promise that nobody waits for loses its error. */
const promises = {
	'@typescript-eslint/no-floating-promises': 'error',
	'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
	'@typescript-eslint/await-thenable': 'error',
	'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }]
};

const everywhere = {
	'@typescript-eslint/no-explicit-any': 'error',
	'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
	'@typescript-eslint/consistent-type-imports': 'error',
	'no-var': 'error',
	'prefer-const': 'error',
	eqeqeq: ['error', 'always'],
	'no-console': 'error'
};

export default defineConfig(
	{
		ignores: ['node_modules', 'build', '.svelte-kit', 'data', 'demo-data', 'test-results', 'playwright-report']
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	tseslint.configs.recommended,
	svelte.configs.recommended,
	svelte.configs.prettier,
	{
		files: ['**/*.{ts,js,mjs,svelte}'],
		rules: everywhere
	},
	{
		files: ['src/**/*.ts', 'server/**/*.ts', 'scripts/**/*.ts', 'tests/**/*.ts'],
		languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] } },
		rules: promises
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.js'],
		languageOptions: {
			parserOptions: { parser: tseslint.parser, projectService: true, extraFileExtensions: ['.svelte'], svelteConfig }
		},
		rules: {
			...promises,
			'svelte/no-at-html-tags': 'error',
			// The app is served from the root of its address, so plain paths resolve.
			'svelte/no-navigation-without-resolve': 'off',
			// Readers of a Yjs document build a plain Map whole and never change it: the subscription is what re-runs them.
			'svelte/prefer-svelte-reactivity': 'off',
			// State that is only written through stays a `let`, as Svelte's own examples have it.
			'prefer-const': 'off',
			'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived', '$state'] }]
		}
	}
);
