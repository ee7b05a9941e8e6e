import type { DepartmentId } from '#domain/board/departments.ts';
import type { Accounts, Invitation } from '../../ports/accounts.ts';
import type { Db } from './database.ts';

const OPEN = `SELECT id, name, email, role, privacy_officer AS privacyOfficer, departments, invited_by AS invitedBy, expires_at AS expiresAt
	FROM invitations WHERE accepted_at IS NULL AND expires_at > :now`;

interface InvitationRow extends Omit<Invitation, 'departments' | 'privacyOfficer'> {
	readonly privacyOfficer: 0 | 1;
	readonly departments: string;
}

type InvitationMethods = Pick<
	Accounts,
	'invite' | 'openInvitations' | 'openInvitation' | 'withdraw' | 'withdrawAllBy' | 'accept'
>;

export function sqliteInvitations(db: Db, add: Accounts['add']): InvitationMethods {
	const all = db.prepare(`${OPEN} ORDER BY invited_at, rowid`);
	const byToken = db.prepare(`${OPEN} AND token_hash = :tokenHash`);
	const forget = db.prepare('DELETE FROM invitations WHERE email = ? AND accepted_at IS NULL');
	const put = db.prepare(
		`INSERT INTO invitations (id, token_hash, name, email, role, privacy_officer, departments, invited_by, invited_at, expires_at)
		 VALUES (:id, :tokenHash, :name, :email, :role, :privacyOfficer, :departments, :invitedBy, :now, :expiresAt)`
	);
	const withdraw = db.prepare('DELETE FROM invitations WHERE id = ? AND accepted_at IS NULL');
	const withdrawAllBy = db.prepare('DELETE FROM invitations WHERE invited_by = ? AND accepted_at IS NULL');
	const close = db.prepare('UPDATE invitations SET accepted_at = ? WHERE id = ?');

	const openInvitation: Accounts['openInvitation'] = (tokenHash, now) =>
		invitationFrom(byToken.get({ tokenHash, now }));
	return {
		openInvitation,
		openInvitations: (now) => all.all({ now }).flatMap((row) => invitationFrom(row) ?? []),
		withdrawAllBy: (person) => void withdrawAllBy.run(person),
		withdraw: (id) => withdraw.run(id).changes > 0,
		invite: db.transaction<Accounts['invite']>((invitation, tokenHash, now) => {
			forget.run(invitation.email);
			const privacyOfficer = invitation.privacyOfficer ? 1 : 0;
			put.run({ ...invitation, privacyOfficer, departments: JSON.stringify(invitation.departments), tokenHash, now });
		}).immediate,
		accept: db.transaction<Accounts['accept']>((tokenHash, id, passwordHash, now) => {
			const invitation = openInvitation(tokenHash, now);
			if (!invitation) return null;
			const { name, email, role, privacyOfficer, departments } = invitation;
			const person = add({ id, name, email, role, privacyOfficer, departments, passwordHash }, now);
			if (person) close.run(now, invitation.id);
			return person;
		}).immediate
	};
}

function invitationFrom(row: unknown): Invitation | null {
	if (!row) return null;
	const { departments, privacyOfficer, ...fields } = row as InvitationRow;
	return { ...fields, privacyOfficer: privacyOfficer === 1, departments: JSON.parse(departments) as DepartmentId[] };
}
