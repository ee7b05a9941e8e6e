import type { Wall, WallId, WallSettings } from '#domain/wall/settings.ts';
import type { StoredWall, Walls } from '../../ports/walls.ts';
import type { Db } from './database.ts';

const WALL = `id, name, boards, zone, inches, metres, theme, paired_by AS pairedBy, paired_at AS pairedAt,
	last_seen AS lastSeen`;

type Row = Omit<StoredWall, 'boards'> & { readonly boards: string };

export function sqliteWalls(db: Db): Walls {
	const all = db.prepare<[], Row>(`SELECT ${WALL} FROM walls ORDER BY paired_at, id`);
	const byId = db.prepare<[WallId], Row>(`SELECT ${WALL} FROM walls WHERE id = ?`);
	const byHash = db.prepare<[string], Row>(`SELECT ${WALL} FROM walls WHERE hash = ?`);
	const forget = db.prepare('DELETE FROM walls WHERE hash = ?');
	const add = db.prepare(
		`INSERT INTO walls (id, hash, name, boards, zone, inches, metres, theme, paired_by, paired_at, last_seen)
		 VALUES (:id, :hash, :name, :boards, :zone, :inches, :metres, :theme, :pairedBy, :pairedAt, :pairedAt)`
	);
	const change = db.prepare(
		`UPDATE walls SET name = :name, boards = :boards, zone = :zone, inches = :inches, metres = :metres, theme = :theme
		 WHERE id = :id`
	);
	const seen = db.prepare('UPDATE walls SET last_seen = max(last_seen, ?) WHERE id = ?');
	const remove = db.prepare<[WallId], Row>(`DELETE FROM walls WHERE id = ? RETURNING ${WALL}`);
	return {
		list: () => all.all().map(read),
		find: (id) => readOr(byId.get(id)),
		byToken: (hash) => readOr(byHash.get(hash)),
		add: db.transaction((wall: Wall, hash: string) => {
			forget.run(hash);
			add.run({ ...wall, hash, boards: JSON.stringify(wall.boards) });
		}),
		change: (id, settings: WallSettings) =>
			change.run({ ...settings, id, boards: JSON.stringify(settings.boards) }).changes > 0,
		seen: (id, at) => void seen.run(at, id),
		remove: (id) => readOr(remove.get(id))
	};
}

const read = (row: Row): StoredWall => ({ ...row, boards: JSON.parse(row.boards) as StoredWall['boards'] });
const readOr = (row: Row | undefined): StoredWall | null => (row ? read(row) : null);
