import { parse } from 'svelte/compiler';
import ts from 'typescript';
import { treeOf, walk, type Source } from './sources.ts';

/** Attributes that people read or hear. */
const SAID = new Set([
	'aria-label',
	'aria-description',
	'aria-roledescription',
	'title',
	'placeholder',
	'alt',
	'label'
]);
/** What decides is no word, and neither is what only the eye of the browser sees. */
const UNSAID = new Set(['BinaryExpression', 'Attribute', 'StyleDirective', 'ClassDirective', 'StyleSheet']);
/** Two words in a row: a key, a path or a class has none. */
const SENTENCE = /\p{L}{2,},? \p{L}/u;

/** A whole one, as a constant beside the code would hold it. */
const WHOLE_SENTENCE = /^\p{Lu}.*\s.*[.?!]$/su;
/** What takes the words that the server answers with. */
const ANSWERS = /^(?:Problem|problem|wrongField|v\.\w+)$/;

/** Selectors, media and the console. */
const UNSAID_CALL = /^(?:super|matchMedia)$|^console\.|\.(?:closest|matches|querySelector(?:All)?)$/;

interface Node {
	readonly type: string;
	readonly start: number;
	readonly name?: string;
	readonly data?: string;
	readonly value?: unknown;
}

/** Words that stand in a component's markup itself, each with its line: they could not be said in another language. */
export function literalTextIn({ path, text }: Source): string[] {
	const { fragment } = parse(text, { modern: true });
	const found: string[] = [];
	visit(fragment, (node) => {
		if (node.type === 'Text') note(node);
		if (node.type !== 'Attribute' || !SAID.has(node.name ?? '')) return;
		visit(node.value, (part) => {
			if (part.type === 'Text' || (part.type === 'Literal' && typeof part.value === 'string')) note(part);
		});
	});
	return found;

	function note({ data, value, start }: Node): void {
		const words = String(data ?? value);
		if (/\p{L}/u.test(words)) found.push(`${path}:${text.slice(0, start).split('\n').length} ${words.trim()}`);
	}
}

/** Sentences in a file's code; what is thrown is for those who mend it. */
export function sentencesIn(source: Source): string[] {
	const tree = treeOf(source);
	const found: string[] = [];
	walk(tree, (node) => {
		if (!ts.isStringLiteral(node) && !ts.isTemplateLiteral(node)) return;
		const words = node.getText(tree).slice(1, -1);
		if (SENTENCE.test(words.replace(/\$\{[^}]*\}/g, '§')) && !isUnsaid(node)) found.push(words);
	});
	return found;
}

/** Words of the server that stand in its code: whole sentences, and whatever is handed to an answer or a schema. */
export function answersIn(source: Source): string[] {
	const tree = treeOf(source);
	const found: string[] = [];
	walk(tree, (node) => {
		if (!ts.isStringLiteral(node) && !ts.isTemplateLiteral(node)) return;
		const words = node.getText(tree).slice(1, -1);
		const isSaid = SENTENCE.test(words.replace(/\$\{[^}]*\}/g, '§')) && isInAnswer(node);
		if (isSaid || WHOLE_SENTENCE.test(words)) found.push(words);
	});
	return found;
}

/** Which words of the server's table are said somewhere. */
export function keysSaidIn({ text }: Source): string[] {
	return [...text.matchAll(/\bsay\('(\w+)'/g)].map(([, key]) => key!);
}

function isInAnswer(node: ts.Node): boolean {
	for (let at = node.parent; at; at = at.parent) {
		if ((ts.isCallExpression(at) || ts.isNewExpression(at)) && ANSWERS.test(at.expression.getText())) return true;
	}
	return false;
}

function isUnsaid(node: ts.Node): boolean {
	for (let at = node.parent; at; at = at.parent) {
		if (ts.isThrowStatement(at) || ts.isNewExpression(at) || ts.isImportDeclaration(at)) return true;
		if (ts.isCallExpression(at) && UNSAID_CALL.test(at.expression.getText())) return true;
		if (ts.isStatement(at)) return false;
	}
	return false;
}

function visit(node: unknown, see: (node: Node) => void): void {
	if (Array.isArray(node)) {
		for (const each of node) visit(each, see);
		return;
	}
	if (node === null || typeof node !== 'object') return;
	if ('type' in node) see(node as Node);
	if (UNSAID.has((node as Node).type)) return;
	for (const [key, child] of Object.entries(node)) {
		if (key !== 'metadata' && key !== 'parent') visit(child, see);
	}
}
