import type { Plugin, Rolldown } from 'vite';

/** A wall's television keeps its browser for years. */
export const OLDEST_SCREEN = 'chrome85';

/** Svelte scopes the later parts of a selector by `:where`, which Chromium knows from 88 on; a wall's styles go without. */
export function plainScopes(): Plugin {
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

/**
 * Scripts are not rewritten for the old screens: every private field of every page would become a WeakMap. All syntax of
 * ES2022 but this is known to them, and a build that brings it to the wall's page fails.
 */
const UNKNOWN: Readonly<Record<string, (program: Node) => boolean>> = {
	'a static block of a class': (program) => has(program, ({ type }) => type === 'StaticBlock'),
	'a look for a private field (#a in b)': (program) =>
		has(program, ({ type, left }) => type === 'BinaryExpression' && (left as Node).type === 'PrivateIdentifier'),
	'the flag d of a regular expression': (program) =>
		has(program, ({ regex }) => (regex as { flags: string } | undefined)?.flags.includes('d') ?? false),
	'an await outside of any function': (program) =>
		has(program, ({ type, await: waits }) => type === 'AwaitExpression' || waits === true, /Function/)
};

interface Node {
	readonly type: string;
	readonly [field: string]: unknown;
}

export function plainSyntax(): Plugin {
	return {
		name: 'plain-syntax-on-the-wall',
		enforce: 'post',
		generateBundle(_, bundle) {
			for (const { fileName, code } of filesOfWall(bundle)) {
				const program = this.parse(code) as unknown as Node;
				for (const [what, holds] of Object.entries(UNKNOWN)) {
					if (holds(program))
						this.error(`${fileName} of the wall's page holds ${what}: ${OLDEST_SCREEN} cannot read it`);
				}
			}
		}
	};
}

/** What every page begins with, what the wall's page adds, and all that these import. */
function filesOfWall(bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
	const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
	const files = new Set(
		chunks.filter(({ moduleIds }) => moduleIds.some((id) => /\/\(wall\)\/|\/runtime\/client\/entry\.js/.test(id)))
	);
	for (const { imports } of files) for (const one of chunks) if (imports.includes(one.fileName)) files.add(one);
	return [...files];
}

/** @param closed kinds of nodes that are not looked into. */
function has(value: unknown, isIt: (node: Node) => boolean, closed: RegExp | null = null): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if ('type' in value && typeof value.type === 'string') {
		if (isIt(value as Node)) return true;
		if (closed?.test(value.type)) return false;
	}
	return Object.values(value).some((inner) => has(inner, isIt, closed));
}
