import type { PersonId } from '#domain/ids.ts';
import type { Factors, Passkey } from '../../ports/factors.ts';
import type { Db } from './database.ts';

type Passkeys = Pick<
	Factors,
	'passkeys' | 'passkey' | 'addPasskey' | 'renamePasskey' | 'removePasskey' | 'passkeyUsed'
>;

const PASSKEY = `SELECT id, person, name, relying_party AS relyingParty, public_key AS publicKey, counter, transports,
	added_at AS addedAt, used_at AS usedAt FROM passkeys`;

export function sqlitePasskeys(db: Db): Passkeys & { removePasskeys(person: PersonId): void } {
	const ofPerson = db.prepare(`${PASSKEY} WHERE person = ? ORDER BY added_at, id`);
	const byId = db.prepare(`${PASSKEY} WHERE id = ?`);
	const add = db.prepare(
		`INSERT INTO passkeys (id, person, name, relying_party, public_key, counter, transports, added_at, used_at)
		 VALUES (:id, :person, :name, :relyingParty, :publicKey, :counter, :transports, :addedAt, :usedAt)
		 ON CONFLICT (id) DO NOTHING`
	);
	const rename = db.prepare('UPDATE passkeys SET name = ? WHERE person = ? AND id = ?');
	const remove = db.prepare('DELETE FROM passkeys WHERE person = ? AND id = ?');
	const removeAll = db.prepare('DELETE FROM passkeys WHERE person = ?');
	const used = db.prepare('UPDATE passkeys SET counter = ?, used_at = ? WHERE id = ?');
	return {
		passkeys: (person) => ofPerson.all(person).flatMap((row) => passkeyFrom(row) ?? []),
		passkey: (id) => passkeyFrom(byId.get(id)),
		addPasskey: (passkey) => add.run({ ...passkey, transports: JSON.stringify(passkey.transports) }).changes > 0,
		renamePasskey: (person, id, name) => rename.run(name, person, id).changes > 0,
		removePasskey: (person, id) => remove.run(person, id).changes > 0,
		removePasskeys: (person) => void removeAll.run(person),
		passkeyUsed: (id, counter, now) => void used.run(counter, now, id)
	};
}

function passkeyFrom(row: unknown): Passkey | null {
	if (!row) return null;
	const { transports, publicKey, ...fields } = row as Omit<Passkey, 'transports'> & { transports: string };
	return { ...fields, publicKey: new Uint8Array(publicKey), transports: JSON.parse(transports) as string[] };
}
