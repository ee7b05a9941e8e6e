import type { BoardId } from '#domain/ids.ts';
import type { Emergencies, Emergency } from '../../ports/emergencies.ts';
import type { Db } from './database.ts';

const EMERGENCY = 'SELECT id, person, board, reason, began_at AS beganAt, ends_at AS endsAt FROM emergencies';

/** A clock that was set back must not make an emergency longer; by a minute it may just have been set right. */
export const IS_OPEN = 'ends_at > :now AND began_at <= :now + 60000';

export function sqliteEmergencies(db: Db): Emergencies {
	const begin = db.prepare(
		`INSERT INTO emergencies (id, person, board, reason, began_at, ends_at)
		 VALUES (:id, :person, :board, :reason, :beganAt, :endsAt)`
	);
	const end = db
		.prepare(
			`UPDATE emergencies SET ends_at = :now
			 WHERE person = :person AND ends_at > :now AND (:board IS NULL OR board = :board) RETURNING board`
		)
		.pluck();
	const open = db.prepare(`${EMERGENCY} WHERE ${IS_OPEN}`);
	const unseen = db.prepare(
		`${EMERGENCY} WHERE began_at > :since
		 AND NOT EXISTS (SELECT 1 FROM notices_put_away seen WHERE seen.emergency = emergencies.id AND seen.person = :manager)
		 ORDER BY began_at DESC, rowid DESC`
	);
	const exists = db.prepare('SELECT 1 FROM emergencies WHERE id = ?');
	const putAway = db.prepare('INSERT OR IGNORE INTO notices_put_away (emergency, person) VALUES (?, ?)');
	return {
		begin: (emergency) => void begin.run(emergency),
		end: (person, board, now) => end.all({ person, board, now }) as BoardId[],
		open: (now) => open.all({ now }) as Emergency[],
		unseenBy: (manager, since) => unseen.all({ manager, since }) as Emergency[],
		putAway(emergency, manager) {
			if (!exists.get(emergency)) return false;
			putAway.run(emergency, manager);
			return true;
		}
	};
}
