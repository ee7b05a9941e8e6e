import { Hono } from 'hono';
import * as v from 'valibot';
import type { Instant, PersonId } from '#domain/ids.ts';
import { bodyOf, wrongField } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import type { Account, Invitation } from '../../ports/accounts.ts';
import type { AccountDeps } from './account.ts';
import { enter } from './entering.ts';
import * as field from './fields.ts';
import { addressOf } from './links.ts';
import { requireManager, stillManager } from './manager.ts';
import { refuseWeakPassword } from './password-policy.ts';
import { hashPassword } from './passwords.ts';
import { wholeStanding } from './standing.ts';
import { hashToken, newId, newToken } from './tokens.ts';

const INVITATION_MS = 7 * 24 * 60 * 60_000;

const INVITED = v.object({
	name: field.personName,
	email: field.email,
	role: field.role,
	privacyOfficer: field.privacyOfficer,
	departments: field.departments
});

/** Managers hand out links; whoever holds one chooses a password and is in. */
export function invitationRoutes(deps: AccountDeps) {
	const { accounts, now } = deps;
	return new Hono<AppEnv>()
		.get('/invitations', (c) => {
			requireManager(c);
			return c.json(accounts.openInvitations(now()).map(pendingOf));
		})
		.post('/invitations', async (c) => {
			requireManager(c);
			const invited = wholeStanding(await bodyOf(c, INVITED), deps.boards);
			const token = inOne(c, () => {
				const manager = stillManager(c, accounts);
				note(c, { kind: 'person-invited', ...whoIn(invited) });
				return invite(deps, manager, invited);
			});
			return c.json({ link: `${addressOf(c, deps.origins)}/invite#${token}` }, 201);
		})
		.delete('/invitations/:id', (c) => {
			requireManager(c);
			const invitation = accounts.openInvitations(now()).find(({ id }) => id === c.req.param('id'));
			if (!invitation) throw notFound();
			inOne(c, () => {
				note(c, { kind: 'invitation-withdrawn', ...whoIn(invitation) });
				accounts.withdraw(invitation.id);
			});
			return c.body(null, 204);
		})
		.route('/', acceptingRoutes(deps));
}

function acceptingRoutes(deps: AccountDeps) {
	const { accounts, now } = deps;
	return new Hono<AppEnv>()
		.post('/invitations/open', async (c) => {
			const { token } = await bodyOf(c, v.object({ token: field.token }));
			const invitation = accounts.openInvitation(hashToken(token), now());
			if (!invitation) throw invitationOver();
			const { name, email } = invitation;
			return c.json({ name, email, practice: accounts.practice()?.name ?? null });
		})
		.post('/invitations/accept', async (c) => {
			const { token } = await bodyOf(c, v.object({ token: field.token }));
			const tokenHash = hashToken(token);
			const invited = accounts.openInvitation(tokenHash, now());
			if (!invited) throw invitationOver();
			const { password } = await bodyOf(c, v.object({ password: field.newPassword }));
			refuseWeakPassword(password, { ...invited, practice: accounts.practice()?.name ?? null }, 'password');
			const passwordHash = await hashPassword(password);
			const person = inOne(c, () => {
				const joined = accounts.accept(tokenHash, newId('p') as PersonId, passwordHash, now());
				if (!joined) throw invitationOver();
				const { role, departments } = joined;
				note(c, { kind: 'person-joined', role, departments }, { person: joined.id, device: null });
				return joined;
			});
			return enter(c, deps, person, 'invitation', 201);
		});
}

function invite(deps: AccountDeps, manager: Account, invited: v.InferOutput<typeof INVITED>): string {
	const { accounts, now } = deps;
	if (accounts.personByEmail(invited.email)) {
		throw wrongField('email', say('emailTaken'));
	}
	const token = newToken();
	const expiresAt = (now() + INVITATION_MS) as Instant;
	accounts.invite({ id: newId('i'), ...invited, invitedBy: manager.id, expiresAt }, hashToken(token), now());
	return token;
}

function whoIn({ name, role, departments }: Pick<Invitation, 'name' | 'role' | 'departments'>) {
	return { name, role, departments };
}

function pendingOf({ id, name, email, role, privacyOfficer, departments, invitedBy, expiresAt }: Invitation) {
	return { id, name, email, role, privacyOfficer, departments, invitedBy, expiresAt };
}

function invitationOver(): Problem {
	return new Problem(410, say('invitationOver'), { code: 'invitation-over' });
}
