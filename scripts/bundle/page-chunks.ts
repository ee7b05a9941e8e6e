/** What the bundler says of a module: who imports it, other than by `import()`. */
interface Modules {
	getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

type Rule = (isReachedFrom: (path: string) => boolean) => boolean;

/** Kit's own start and its page for errors, which come with every page. */
const EVERY_PAGE = ['/runtime/client/entry.js', '/components/svelte-5/error.svelte'];
const BOARD = '/src/routes/(staff)/boards/';
const MY_DAY = '/src/routes/(staff)/my-day/';
const WALL = '/src/routes/(wall)/';

/**
 * Left to itself, the bundler makes a file of whatever the same set of pages shares: a board came in 38 files, most of
 * them smaller than the headers of their answers. So what a board is made of comes in four, by who needs them besides.
 * What the wall's screen does not use stays out of what it loads.
 */
const CHUNKS: readonly (readonly [name: string, rule: Rule])[] = [
	['start', (by) => EVERY_PAGE.some(by)],
	['base', (by) => by(BOARD) && by(WALL)],
	['staff', (by) => by(BOARD) && by(MY_DAY)],
	['board', (by) => by(BOARD)]
];

export const pageChunks = {
	groups: CHUNKS.map(([name, rule], at) => ({
		name: (id: string, modules: Modules) => (isWanted(id, modules, rule) ? name : null),
		// The first takes what would fit a later one too.
		priority: CHUNKS.length - at
	}))
};

function isWanted(id: string, modules: Modules, rule: Rule): boolean {
	if (id.includes('/src/routes/')) return false;
	const reached = new Set<string>([id]);
	for (const one of reached) for (const importer of modules.getModuleInfo(one)?.importers ?? []) reached.add(importer);
	return rule((path) => [...reached].some((one) => one.includes(path)));
}
