import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { temporaryFolder } from './house.ts';

export const SHELL = '<!doctype html><title>Daybreak</title>';
export const SCRIPT = 'console.log("board")'.repeat(50);

/** What the client's build leaves, as far as the server can tell. */
export function builtClient(): string {
	const folder = temporaryFolder();
	const put = (path: string, content: string | Buffer) => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	};
	put('index.html', SHELL);
	put('_app/version.json', '{"version":"1"}');
	put('_app/immutable/entry/app.abc.js', SCRIPT);
	put('_app/immutable/entry/app.abc.js.br', brotliCompressSync(SCRIPT));
	put('_app/immutable/entry/app.abc.js.gz', gzipSync(SCRIPT));
	put('service-worker.js', 'self.addEventListener("fetch", () => {})');
	put('icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
	return folder;
}
