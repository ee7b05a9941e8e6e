import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the pages in this folder call themselves; null while there are none, as in development. */
export function builtVersion(pages: string): string | null {
	try {
		const { version } = JSON.parse(readFileSync(join(pages, '_app', 'version.json'), 'utf8')) as { version?: unknown };
		return typeof version === 'string' ? version : null;
	} catch {
		return null;
	}
}
