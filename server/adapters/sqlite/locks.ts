import type Database from 'better-sqlite3';
import type { PersonId } from '#domain/ids.ts';
import type { Locks, SealingPair, TrustedDevice } from '../../ports/locks.ts';

const PAIR = 'SELECT id, point, sealed FROM sealing_keys';
const DEVICE = 'SELECT id, name, trusted_by AS trustedBy, trusted_at AS trustedAt FROM trusted_devices';

export function sqliteLocks(db: Database.Database): Locks {
	const pin = db.prepare<[PersonId], string>('SELECT hash FROM pins WHERE person = ?').pluck();
	const setPin = db.prepare(
		`INSERT INTO pins (person, hash, set_at) VALUES (?, ?, ?)
		 ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at`
	);
	const version = db.prepare<[PersonId], number>('SELECT version FROM local_key_versions WHERE person = ?').pluck();
	const rotate = db.prepare(
		`INSERT INTO local_key_versions (person, version) VALUES (?, 2)
		 ON CONFLICT (person) DO UPDATE SET version = version + 1`
	);
	const newest = db.prepare<[], SealingPair>(`${PAIR} ORDER BY made_at DESC LIMIT 1`);
	const pair = db.prepare<[string], SealingPair>(`${PAIR} WHERE id = ?`);
	const addPair = db.prepare('INSERT INTO sealing_keys (id, point, sealed, made_at) VALUES (?, ?, ?, ?)');
	const devices = db.prepare<[], TrustedDevice>(`${DEVICE} ORDER BY trusted_at, id`);
	const trust = db.prepare(
		`INSERT INTO trusted_devices (id, name, hash, session, trusted_by, trusted_at)
		 VALUES (:id, :name, :hash, :session, :trustedBy, :trustedAt)`
	);
	const forget = db.prepare('DELETE FROM trusted_devices WHERE session = ? AND hash IS NULL');
	const claim = db.prepare('UPDATE trusted_devices SET hash = ?, session = NULL WHERE session = ? AND hash IS NULL');
	const trusted = db.prepare('SELECT 1 FROM trusted_devices WHERE hash = ?');
	const distrust = db.prepare<[string], string>('DELETE FROM trusted_devices WHERE id = ? RETURNING name').pluck();
	return {
		pin: (person) => pin.get(person) ?? null,
		setPin: (person, hash, now) => void setPin.run(person, hash, now),
		keyVersion: (person) => version.get(person) ?? 1,
		rotateKey: (person) => void rotate.run(person),
		sealingPair: () => newest.get() ?? null,
		sealingPairOf: (id) => pair.get(id) ?? null,
		addSealingPair: ({ id, point, sealed }, now) => void addPair.run(id, point, sealed, now),
		devices: () => devices.all(),
		// Chosen twice before it has asked, a device is still one.
		trust: db.transaction<Locks['trust']>((device, hash, session) => {
			if (session !== null) forget.run(session);
			trust.run({ ...device, hash, session });
		}),
		claim: (session, hash) => claim.run(hash, session).changes > 0,
		isTrusted: (hash) => trusted.get(hash) !== undefined,
		distrust: (id) => distrust.get(id) ?? null
	};
}
