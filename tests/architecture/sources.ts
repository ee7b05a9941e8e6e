import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'svelte/compiler';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A file of the project as the architecture tests see it. */
export interface Source {
	/** From the project's root, with forward slashes. */
	readonly path: string;
	readonly text: string;
}

/** Every file below the folders (or the files themselves) whose name ends in one of `endings`. */
export function sourcesIn(folders: readonly string[], endings: readonly string[]): Source[] {
	return folders
		.flatMap(pathsIn)
		.filter((path) => endings.some((ending) => path.endsWith(ending)))
		.map((path) => ({ path, text: readProjectFile(path) }));
}

export function readProjectFile(path: string): string {
	return readFileSync(join(ROOT, path), 'utf8');
}

/** The TypeScript of a file: all of it, or of a component its script blocks. */
export function scriptOf({ path, text }: Source): string {
	if (!path.endsWith('.svelte')) return text;
	const { module, instance } = parse(text, { modern: true });
	return [module, instance].map((script) => (script ? blockOf(text, script) : '')).join('\n');
}

export function treeOf(source: Source): ts.SourceFile {
	return ts.createSourceFile(source.path, scriptOf(source), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

/** Calls `visit` for every node of the file, outermost first. */
export function walk(tree: ts.Node, visit: (node: ts.Node) => void): void {
	visit(tree);
	tree.forEachChild((child) => walk(child, visit));
}

export function linesOf(text: string): number {
	return text.replace(/\n$/, '').split('\n').length;
}

function blockOf(text: string, script: { start: number; end: number }): string {
	return text
		.slice(script.start, script.end)
		.replace(/^<script[^>]*>/, '')
		.replace(/<\/script>$/, '');
}

function pathsIn(folder: string): string[] {
	const entries = readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true });
	return entries
		.filter((entry) => entry.isFile() && !entry.parentPath.split(sep).includes('node_modules'))
		.map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.sort();
}
