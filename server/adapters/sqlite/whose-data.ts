import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';

/** Whose data a file holds, without changing it or bringing it to a newer schema. `nobody` has set up a practice there yet. */
export function whoseData(path: string): 'nobody' | 'demo' | 'practice' {
	if (!existsSync(path)) return 'nobody';
	const db = new Database(path, { readonly: true });
	try {
		const tables = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'practice'").pluck().get();
		const demo = tables === 0 ? undefined : db.prepare('SELECT demo FROM practice').pluck().get();
		return demo === undefined ? 'nobody' : demo === 1 ? 'demo' : 'practice';
	} finally {
		db.close();
	}
}
