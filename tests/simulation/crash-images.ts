import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a power loss may write of a sector is all of it or nothing. */
const SECTOR = 512;

export const FILE = 'daybreak.db';

/** The two files that a database in WAL mode is after a power loss; its shared memory is gone. */
export interface Image {
	readonly db: Buffer;
	readonly wal: Buffer;
}

export function imageOf(folder: string): Image {
	const wal = join(folder, `${FILE}-wal`);
	return { db: readFileSync(join(folder, FILE)), wal: existsSync(wal) ? readFileSync(wal) : Buffer.alloc(0) };
}

export function writeImage({ db, wal }: Image, folder: string): void {
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, FILE), db);
	writeFileSync(join(folder, `${FILE}-wal`), wal);
}

/**
 * The files as a power loss may leave them between two instants, the first of which was synced. The log is synced
 * before a checkpoint writes to the database, so only one of the two is half-way.
 */
export function crashed(before: Image, after: Image, random: () => number): Image {
	const checkpointed = !before.db.equals(after.db);
	if (checkpointed && random() < 0.5) return { db: torn(before.db, after.db, random), wal: after.wal };
	return { db: before.db, wal: torn(before.wal, after.wal, random) };
}

/** Of what differs, in sectors: cut off at some point, with holes, zeroed at its end, or any part of it. */
function torn(before: Buffer, after: Buffer, random: () => number): Buffer {
	const end = Math.max(before.length, after.length);
	const result = Buffer.alloc(end);
	before.copy(result);
	const changed: number[] = [];
	for (let at = 0; at < end; at += SECTOR) if (!sectorOf(before, at).equals(sectorOf(after, at))) changed.push(at);
	const reached = Math.floor(random() * (changed.length + 1));
	const way = Math.floor(random() * 4);
	changed.forEach((at, i) => {
		if (way === 0 ? i < reached : way === 1 ? random() < 0.5 : true) sectorOf(after, at).copy(result, at);
		if (way === 2 && i >= reached && at >= before.length) result.fill(0, at, Math.min(at + SECTOR, end));
	});
	if (way === 3 && reached < changed.length) return result.subarray(0, Math.max(before.length, changed[reached]!));
	return way === 0 && random() < 0.5 ? result.subarray(0, Math.max(before.length, changed[reached] ?? end)) : result;
}

function sectorOf(file: Buffer, at: number): Buffer {
	return file.subarray(at, at + SECTOR);
}
