import ts from 'typescript';
import { linesOf, treeOf, walk, type Source } from './sources.ts';

export const FILE_LINES = 300;
export const FUNCTION_LINES = 50;

const HOLDER = /^(?:describe|test(?:\.each\b.*)?)$/s;

export interface TooLong {
	/** `path`, or `path name` of a function. */
	readonly what: string;
	readonly lines: number;
}

export function longFile({ path, text }: Source): TooLong[] {
	const lines = linesOf(text);
	return lines > FILE_LINES ? [{ what: path, lines }] : [];
}

/**
 * Functions of every form; a nested one counts for itself and within the outer one. One that only holds tests,
 * as what is given to `describe` does, is a table of contents and may be as long as its file.
 */
export function longFunctions(source: Source): TooLong[] {
	const tree = treeOf(source);
	const found: TooLong[] = [];
	walk(tree, (node) => {
		if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return;
		const lines = lineAt(tree, node.end) - lineAt(tree, node.getStart(tree)) + 1;
		if (lines > FUNCTION_LINES && !holdsTests(node.body)) found.push({ what: `${source.path} ${nameOf(node)}`, lines });
	});
	return found;
}

function holdsTests(body: ts.Node): boolean {
	let found = false;
	walk(body, (node) => {
		if (ts.isCallExpression(node) && HOLDER.test(node.expression.getText())) found = true;
	});
	return found;
}

function nameOf(node: ts.SignatureDeclaration): string {
	const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : null);
	return named?.getText() ?? (ts.isConstructorDeclaration(node) ? 'constructor' : '(unnamed)');
}

function lineAt(tree: ts.SourceFile, position: number): number {
	return tree.getLineAndCharacterOfPosition(position).line;
}
