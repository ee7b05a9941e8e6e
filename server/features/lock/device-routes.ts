import type { Context } from 'hono';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import * as v from 'valibot';
import { can } from '#domain/access/can.ts';
import type { Instant } from '#domain/ids.ts';
import { bodyOf } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { SignedIn } from '../../ports/sessions.ts';
import { deviceOf } from '../account/device.ts';
import { hashToken, newId, newToken } from '../account/tokens.ts';
import type { LockDeps } from './lock.ts';

/** A key is kept over a restart for one shift at most. */
const KEPT_MS = 12 * 60 * 60_000;

const COOKIE_DAYS = 400;

const LONGEST_NAME = 60;

const CHOSEN = v.object({
	session: v.optional(v.pipe(v.string(say('device')), v.maxLength(80, say('device')))),
	name: v.optional(
		v.pipe(
			v.string(say('deviceName')),
			v.trim(),
			v.maxLength(LONGEST_NAME, say('atMostCharacters', LONGEST_NAME)),
			v.regex(/^[^\p{Cc}]*$/u)
		)
	)
});

/** Machines of the practice that may open boards without the network after a restart. */
export function deviceRoutes(deps: LockDeps) {
	const { locks, sessions, now } = deps;
	return new Hono<AppEnv>()
		.get('/devices', (c) => {
			manager(c);
			return c.json(locks.devices());
		})
		.post('/devices/trust', async (c) => {
			const { person, sessionId } = manager(c);
			const { session = sessionId, name } = await bodyOf(c, CHOSEN);
			if (session !== sessionId && !sessions.isOpen(session)) throw noSuchSession();
			const called = name || (session === sessionId ? deviceOf(c.req.header('user-agent')) : 'A device');
			const device = { id: newId('x'), name: called, trustedBy: person.id, trustedAt: now() };
			const token = session === sessionId ? newToken() : null;
			inOne(c, () => {
				locks.trust(device, token && hashToken(token), token ? null : session);
				note(c, { kind: 'device-trusted', device: called });
			});
			if (token) giveToken(c, token, deps.demo);
			return c.json(device, 201);
		})
		.delete('/devices/:device', (c) => {
			manager(c);
			inOne(c, () => {
				const name = locks.distrust(c.req.param('device'));
				if (name === null) throw notFound();
				note(c, { kind: 'device-untrusted', device: name });
			});
			return c.body(null, 204);
		});

	function manager(c: Context<AppEnv>): SignedIn {
		const found = signedIn(c);
		if (can(found.person, 'manage-practice')) return found;
		throw new Problem(403, say('onlyManagersTrust'), { code: 'not-allowed' });
	}
}

/** Until when this device may keep the key of the session's person; null when it may not. */
export function keepUntil(c: Context<AppEnv>, sessionId: string, { locks, sessions, now, demo }: LockDeps) {
	if (!isTrusted(c, sessionId, { locks, demo })) return null;
	return Math.min(now() + KEPT_MS, sessions.endsAt(sessionId)) as Instant;
}

/** A device that was chosen by its session fetches its own token here. */
function isTrusted(c: Context<AppEnv>, sessionId: string, { locks, demo }: Pick<LockDeps, 'locks' | 'demo'>): boolean {
	const token = newToken();
	if (locks.claim(sessionId, hashToken(token))) {
		giveToken(c, token, demo);
		return true;
	}
	const known = getCookie(c, nameOf(demo), 'host');
	return known !== undefined && locks.isTrusted(hashToken(known));
}

function giveToken(c: Context<AppEnv>, token: string, demo: boolean): void {
	const maxAge = COOKIE_DAYS * 86_400;
	setCookie(c, nameOf(demo), token, {
		prefix: 'host',
		path: '/',
		secure: true,
		httpOnly: true,
		sameSite: 'Lax',
		maxAge
	});
}

const nameOf = (demo: boolean): string => (demo ? 'daybreak-demo-device' : 'daybreak-device');

const noSuchSession = () => new Problem(404, say('noSuchSession'), { code: 'no-such-session' });
