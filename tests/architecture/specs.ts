import ts from 'typescript';
import { treeOf, walk, type Source } from './sources.ts';

const RULE = /^\s*(?:[-*]|\|)\s*\*{0,2}\[([A-Z]{1,3}\d+)\]/gm;
const IDS_IN_NAME = /\[([A-Z]{1,3}\d+(?:,\s*[A-Z]{1,3}\d+)*)\]/g;
const NAMING_CALL = /^(?:test|it|describe)\b/;

/** The ids of rules that a document lays down: those that begin a list item or a table row. */
export function rulesIn({ text }: Source): string[] {
	return [...text.matchAll(RULE)].map(([, id]) => id!);
}

/** The ids in the names of a file's tests and groups, such as `[B1]` or `[B1, B2]`. */
export function idsTestedIn(source: Source): string[] {
	const ids: string[] = [];
	walk(treeOf(source), (node) => {
		if (!ts.isCallExpression(node) || !NAMING_CALL.test(node.expression.getText())) return;
		const name = node.arguments[0];
		if (!name || !(ts.isStringLiteralLike(name) || ts.isTemplateExpression(name))) return;
		for (const [, list] of name.getText().matchAll(IDS_IN_NAME)) ids.push(...list!.split(/,\s*/));
	});
	return ids;
}
