import { rulesFrom, type PracticeRules } from '#domain/access/practice-rules.ts';
import type { Rules } from '../../ports/rules.ts';
import type { Db } from './database.ts';

export function sqliteRules(db: Db): Rules {
	const all = db.prepare('SELECT key, value FROM practice_rules');
	const put = db.prepare(
		'INSERT INTO practice_rules (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
	);
	return {
		read() {
			const rows = all.all() as { key: string; value: string }[];
			return rulesFrom(Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value)])));
		},
		write: db.transaction((rules: PracticeRules) => {
			for (const [key, value] of Object.entries(rules)) put.run(key, JSON.stringify(value));
		})
	};
}
