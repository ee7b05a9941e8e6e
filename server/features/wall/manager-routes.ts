import type { Context } from 'hono';
import { Hono } from 'hono';
import * as v from 'valibot';
import { can } from '#domain/access/can.ts';
import { INCHES, METRES, MOST_NAME, THEMES, ZONES, type WallId, type WallSettings } from '#domain/wall/settings.ts';
import { readPairingCode } from '#domain/wall/pairing-code.ts';
import type { BoardId, Instant } from '#domain/ids.ts';
import { bodyOf, wrongField } from '../../http/body.ts';
import type { AppEnv } from '../../http/env.ts';
import { inOne, note } from '../../http/note.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { say, type Sentence } from '../../http/say.ts';
import { signedIn } from '../../http/session.ts';
import type { BoardDirectory } from '../../ports/boards.ts';
import type { StoredWall, Walls } from '../../ports/walls.ts';
import { newId } from '../account/tokens.ts';
import type { WallHub } from './hub.ts';
import type { Pairings, Waiting } from './pairing.ts';

export interface WallManagerDeps {
	readonly walls: Walls;
	readonly pairings: Pairings;
	readonly hub: Pick<WallHub, 'changed' | 'dark' | 'showReadingLine' | 'standing'>;
	readonly boards: Pick<BoardDirectory, 'list'>;
	readonly now: () => Instant;
}

const CODE = v.pipe(v.string(say('screenCode')), v.maxLength(40, say('screenCodeShort')));
const between = ({ least, most }: { least: number; most: number }, sentence: Sentence) =>
	v.pipe(v.number(sentence), v.minValue(least, sentence), v.maxValue(most, sentence));

const SETTINGS = v.object({
	name: v.pipe(
		v.string(say('screenName')),
		v.trim(),
		v.nonEmpty(say('screenName')),
		v.maxLength(MOST_NAME, say('atMostCharacters', MOST_NAME)),
		v.regex(/^[^\p{Cc}]*$/u, say('screenNameLine'))
	),
	boards: v.pipe(v.array(v.string(), say('screenBoards')), v.minLength(1, say('screenSomeBoard'))),
	zone: v.picklist(ZONES, say('screenZone')),
	inches: between(INCHES, say('screenInches', INCHES.least, INCHES.most)),
	metres: between(METRES, say('screenMetres', METRES.least, METRES.most)),
	theme: v.picklist(THEMES, say('screenTheme'))
});

/** Screens as managers pair, change and end them. */
export function wallManagerRoutes(deps: WallManagerDeps) {
	const { walls, pairings, hub, now } = deps;
	return new Hono<AppEnv>()
		.get('/walls', (c) => {
			manager(c);
			return c.json(walls.list().map((wall) => ({ ...wall, ...standingOf(wall, hub) })));
		})
		.post('/walls/asking', async (c) => {
			const by = manager(c);
			const { code } = await bodyOf(c, v.object({ code: CODE }));
			const { device, source, askedAt, expiresAt } = waitingBy(code, by, pairings);
			return c.json({ device, source, askedAt, expiresAt });
		})
		.post('/walls', async (c) => {
			const by = manager(c);
			const { code, ...chosen } = await bodyOf(c, v.object({ ...SETTINGS.entries, code: CODE }));
			const settings = checked(chosen, deps);
			const waiting = waitingBy(code, by, pairings);
			const wall = { ...settings, id: newId('w') as WallId, pairedBy: by, pairedAt: now() };
			inOne(c, () => {
				walls.add(wall, waiting.hash);
				note(c, { kind: 'wall-paired', ...told(wall) });
			});
			pairings.done(waiting);
			hub.showReadingLine(wall.id);
			return c.json(wall, 201);
		})
		.route('/', pairedRoutes(deps));
}

/** What can be done with a screen that is paired. */
function pairedRoutes(deps: WallManagerDeps) {
	const { walls, hub } = deps;
	return new Hono<AppEnv>()
		.put('/walls/:wall', async (c) => {
			manager(c);
			const id = c.req.param('wall') as WallId;
			if (!walls.find(id)) throw notFound();
			const settings = checked(await bodyOf(c, SETTINGS), deps);
			inOne(c, () => {
				if (!walls.change(id, settings)) throw notFound();
				note(c, { kind: 'wall-changed', ...told(settings) });
			});
			hub.changed();
			return c.json({ ...walls.find(id), ...hub.standing(id) });
		})
		.post('/walls/:wall/reading-line', (c) => {
			manager(c);
			const wall = walls.find(c.req.param('wall') as WallId);
			if (!wall) throw notFound();
			hub.showReadingLine(wall.id);
			return c.body(null, 204);
		})
		.delete('/walls/:wall', (c) => {
			manager(c);
			const id = c.req.param('wall') as WallId;
			inOne(c, () => {
				const gone = walls.remove(id);
				if (!gone) throw notFound();
				note(c, { kind: 'wall-removed', name: gone.name });
			});
			hub.dark(id);
			return c.body(null, 204);
		});
}

function manager(c: Context<AppEnv>) {
	const { person } = signedIn(c);
	if (can(person, 'manage-practice')) return person.id;
	throw new Problem(403, say('onlyManagersScreens'), { code: 'not-allowed' });
}

/** @throws {Problem} 404 when no screen shows the code, 429 after too many wrong ones. */
function waitingBy(code: string, by: string, pairings: Pairings): Waiting {
	const found = pairings.find(readPairingCode(code), by);
	if (found === 'too-many') {
		throw new Problem(429, say('tooManyScreenCodes'), { code: 'too-many-tries' });
	}
	if (found) return found;
	throw new Problem(404, say('noSuchScreenCode'), { code: 'no-such-code' });
}

/** @throws {Problem} 422 for a board that the practice does not have. */
function checked(settings: v.InferOutput<typeof SETTINGS>, { boards }: WallManagerDeps): WallSettings {
	const known = boards.list().map(({ id }) => id);
	if (!settings.boards.every((id) => known.includes(id as BoardId))) throw wrongField('boards', say('screenBoards'));
	return { ...settings, boards: known.filter((id) => settings.boards.includes(id)) };
}

function standingOf({ id, lastSeen }: StoredWall, hub: WallManagerDeps['hub']) {
	const { connected, lastSeen: heard } = hub.standing(id);
	return { connected, lastSeen: heard ?? lastSeen };
}

const told = ({ name, zone, boards }: WallSettings) => ({ name, zone, boards });
