import { Hono } from 'hono';
import { shownCode } from '#domain/wall/pairing-code.ts';
import type { AppEnv } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { say } from '../../http/say.ts';
import type { Walls } from '../../ports/walls.ts';
import { deviceOf } from '../account/device.ts';
import { hashToken, newToken } from '../account/tokens.ts';
import type { WallHub } from './hub.ts';
import type { Pairings, Waiting } from './pairing.ts';
import { giveScreenToken, screenToken } from './screen-cookie.ts';

export interface ScreenDeps {
	readonly walls: Pick<Walls, 'byToken'>;
	readonly pairings: Pairings;
	readonly hub: Pick<WallHub, 'open'>;
	readonly demo: boolean;
}

/** What a screen asks; it has a token of its own, and nobody is signed in on it. */
export function screenRoutes({ walls, pairings, hub, demo }: ScreenDeps) {
	return new Hono<AppEnv>()
		.post('/tv/pairing', (c) => {
			const kept = screenToken(c, demo);
			if (kept && walls.byToken(hashToken(kept))) return c.json({ state: 'paired' });
			const token = kept ?? newToken();
			giveScreenToken(c, token, demo);
			const device = deviceOf(c.req.header('user-agent'));
			return c.json(asked(pairings.ask(hashToken(token), device, c.get('connection').source)), 201);
		})
		.get('/tv', (c) => {
			const token = screenToken(c, demo);
			if (token && walls.byToken(hashToken(token))) return c.json({ state: 'paired' });
			const waiting = token && pairings.of(hashToken(token));
			if (waiting) return c.json(asked(waiting));
			throw notPaired(token !== null);
		})
		.get('/tv/stream', (c) => {
			const token = screenToken(c, demo);
			const wall = token && walls.byToken(hashToken(token));
			if (!wall) throw notPaired(token !== null);
			giveScreenToken(c, token, demo);
			// No proxy on the way may hold it back, squeeze it or keep it.
			c.header('Content-Type', 'text/event-stream; charset=utf-8');
			c.header('Cache-Control', 'no-store, no-transform');
			c.header('X-Accel-Buffering', 'no');
			return c.body(hub.open(wall.id));
		});
}

const asked = ({ code, expiresAt }: Waiting) => ({ state: 'waiting', code: shownCode(code), expiresAt });

/** A screen without a token may be one whose browser keeps none. */
const notPaired = (hasToken: boolean) =>
	new Problem(401, say('screenNotPaired'), { code: hasToken ? 'not-paired' : 'no-screen' });
