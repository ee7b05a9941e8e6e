import { describe, expect, test } from 'vitest';
import { breachesOf, EXCEPTIONS, isException } from './imports.ts';
import { sourcesIn } from './sources.ts';

const sources = [...sourcesIn(['src', 'server'], ['.ts', '.svelte']), ...sourcesIn(['scripts'], ['dev.ts'])];
const breaches = sources.flatMap(breachesOf);

describe('imports go one way', () => {
	test('in every file of the client and the server', () => {
		expect(breaches.filter((breach) => !isException(breach))).toEqual([]);
	});

	test('and no exception outlives its import', () => {
		const stale = EXCEPTIONS.filter(({ from, to }) => !breaches.some((b) => b.from === from && b.to === to));
		expect(stale).toEqual([]);
	});
});

describe('a planted breach is found', () => {
	const planted: [name: string, path: string, imported: string][] = [
		['the domain reaches the client', 'src/lib/domain/board/cards.ts', '../../client/clock.svelte.ts'],
		['the domain reaches Node', 'src/lib/domain/time.ts', 'node:fs'],
		['the domain takes a package', 'src/lib/domain/time.ts', 'svelte/reactivity'],
		['a control knows cards', 'src/lib/ui/Button.svelte', '#domain/board/schema.ts'],
		['a control knows a feature', 'src/lib/ui/Dialog.svelte', '../features/boards/Card.svelte'],
		['the client reaches a feature', 'src/lib/client/api.ts', '$lib/features/boards/Column.svelte'],
		['a feature reaches a route', 'src/lib/features/boards/Column.svelte', '../../../routes/+layout.ts'],
		['the browser reaches the server', 'src/lib/client/api.ts', '../../../server/http/problem.ts'],
		['the browser takes a server’s package', 'src/lib/client/api.ts', 'hono/client'],
		['the server reaches the client', 'server/sync/room.ts', '../../src/lib/client/api.ts'],
		['the door reaches a screen', 'server/http/say.ts', '../../src/lib/features/account/words.ts'],
		['a route takes its words past the door', 'server/features/boards/routes.ts', '#messages/en/problems.ts'],
		['the words reach the server', 'src/lib/messages/locale.ts', '../../../server/http/say.ts'],
		['the server takes a browser’s package', 'server/sync/room.ts', 'svelte'],
		['sync reaches an adapter', 'server/sync/room.ts', '../adapters/sqlite/journal.ts'],
		['a feature reaches an adapter', 'server/features/boards/routes.ts', '../../adapters/sqlite/boards.ts'],
		['a file beside the app reaches an adapter', 'server/jobs.ts', './adapters/sqlite/boards.ts'],
		['the app reaches an adapter', 'server/app.ts', './adapters/sqlite/boards.ts'],
		['a port reaches sync', 'server/ports/journal.ts', '../sync/room.ts'],
		['an adapter reaches sync', 'server/adapters/sqlite/journal.ts', '../../sync/room.ts'],
		['a feature opens a database', 'server/features/boards/routes.ts', 'better-sqlite3'],
		['sync knows the sessions’ library', 'server/sync/socket.ts', 'lucia'],
		['a file reaches outside the project', 'server/sync/room.ts', '../../../elsewhere.ts']
	];

	test.each(planted)('when %s', (_, path, imported) => {
		const script = `import { x } from '${imported}';`;
		const text = path.endsWith('.svelte') ? `<script lang="ts">\n${script}\n</script>\n\n<p>{x}</p>` : script;
		expect(breachesOf({ path, text })).toHaveLength(1);
	});

	test.each(['export * from', 'import type { X } from', 'import', 'const x = await import('])('by `%s`', (form) => {
		const text = `${form} '../adapters/sqlite/journal.ts'${form.endsWith('(') ? ')' : ''};`;
		expect(breachesOf({ path: 'server/sync/room.ts', text })).toHaveLength(1);
	});
});
