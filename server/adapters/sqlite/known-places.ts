import type { Instant, PersonId } from '#domain/ids.ts';
import type { KnownPlaces } from '../../ports/known-places.ts';
import type { Db } from './database.ts';

export function sqliteKnownPlaces(db: Db): KnownPlaces {
	const known = db
		.prepare(
			`SELECT EXISTS (SELECT 1 FROM known_places
			 WHERE place = :place AND (:person IS NULL OR person = :person) AND seen_at >= :since)`
		)
		.pluck();
	const put = db.prepare(
		`INSERT INTO known_places (place, person, seen_at) VALUES (?, ?, ?)
		 ON CONFLICT (place, person) DO UPDATE SET seen_at = excluded.seen_at`
	);
	const forget = db.prepare('DELETE FROM known_places WHERE seen_at < ?');
	const forgetOthers = db.prepare('DELETE FROM known_places WHERE person = ? AND place IS NOT ?');
	return {
		isKnown: (place, person, since) => known.get({ place, person, since }) === 1,
		remember: db.transaction((place: string, person: PersonId, now: Instant, before: Instant) => {
			put.run(place, person, now);
			forget.run(before);
		}),
		forgetOthers: (person, kept) => void forgetOthers.run(person, kept)
	};
}
