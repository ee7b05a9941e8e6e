import { Hono } from 'hono';
import * as v from 'valibot';
import { bodyOf, wrongField } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { note } from '../../http/note.ts';
import { Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import { keepUntil } from './device-routes.ts';
import { keyToSealed, localKeys, sealingPair } from './keys.ts';
import type { LockDeps } from './lock.ts';

/** More blobs than a person leaves behind on one device. */
const POINTS_AT_ONCE = 100;
const BASE64 = /^[A-Za-z0-9+/]{87}=$/;

const SEALED = v.object({
	blobs: v.pipe(
		v.array(
			v.object({
				key: v.pipe(v.string(), v.maxLength(64)),
				point: v.pipe(v.string(), v.regex(BASE64, say('sealedPoint')))
			})
		),
		v.maxLength(POINTS_AT_ONCE, say('sealedFewer'))
	)
});

/** The keys to what lies on the devices of people who are signed in, and to nobody else's. */
export function keyRoutes(deps: LockDeps) {
	const { accounts, sessions, locks, rules, secrets, now } = deps;
	return new Hono<AppEnv>()
		.get('/session/key', (c) => {
			const { person, sessionId } = signedIn(c);
			return c.json({
				keys: localKeys(secrets, accounts.practice()?.id ?? '', person.id, locks.keyVersion(person.id)),
				idleMinutes: rules.read().idleMinutes[person.role],
				endsAt: sessions.endsAt(sessionId),
				keepUntil: keepUntil(c, sessionId, deps)
			});
		})
		.get('/sealing-key', (c) => {
			const { id, point } = sealingPair(locks, secrets, now());
			return c.json({ id, point: Buffer.from(point).toString('base64') });
		})
		.post('/sealed/open', async (c) => {
			const { person } = signedIn(c);
			const { blobs } = await bodyOf(c, SEALED);
			const owner = { practice: accounts.practice()?.id ?? '', person: person.id };
			const keys = blobs.map(({ key, point }) => {
				const pair = locks.sealingPairOf(key);
				return pair && keyOrRefusal(() => keyToSealed(pair, secrets, owner, Buffer.from(point, 'base64')));
			});
			const count = keys.filter(Boolean).length;
			if (count > 0) note(c, { kind: 'sealed-edits-delivered', count });
			return c.json({ keys });
		});
}

function keyOrRefusal(work: () => Uint8Array): string {
	try {
		return Buffer.from(work()).toString('base64');
	} catch (error) {
		if ((error as { code?: string }).code !== 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY') throw unreadable();
		throw wrongField('blobs', say('sealedPoint'));
	}
}

/** The server goes on with another secret than the one that sealed the key. */
const unreadable = () => new Problem(503, say('sealedUnreadable'), { code: 'sealed-unreadable' });
