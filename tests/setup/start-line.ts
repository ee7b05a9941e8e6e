import { readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);
const LEAVES_WITH_NPM = './scripts/leave-with-npm.mjs';

/** What `npm start` gives Node before the name of the script, but for what ties the server to npm. */
export const NODE_ARGS: readonly string[] = startLine().flatMap((word, i, words) => {
	if (word === LEAVES_WITH_NPM || words[i + 1] === LEAVES_WITH_NPM) return [];
	return word.startsWith('./') ? new URL(word, ROOT).href : word;
});

function startLine(): string[] {
	const { scripts } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
		scripts: Record<string, string>;
	};
	const [node, ...words] = scripts.start!.split(' ');
	const script = words.pop();
	if (node !== 'node' || script !== 'server/main.ts') throw new Error(`npm start is not as expected: ${scripts.start}`);
	return words;
}
