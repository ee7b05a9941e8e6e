import { SECONDS } from '#domain/huddle/plan.ts';
import { endHuddle, goBack, goOn } from '#domain/huddle/leading.ts';
import { readHuddle } from '#domain/huddle/state.ts';
import type { BoardId, Instant } from '#domain/ids.ts';
import { asManager, Screen, SETTINGS } from '../http/screen.ts';
import { until, type Practice } from '../sync/practice.ts';
import type { House } from './house.ts';
import { Replica } from './replica.ts';

/**
 * Somebody who is there all the time beside the people at their desks. What they found out at the end goes into the
 * report; an empty string is nothing to complain of.
 */
export interface Attendant {
	leave(): Promise<string>;
}

const STEP_EVERY_MS = 2_000;
const SILENT_MS = 10_000;

const practiceOf = ({ target }: House) =>
	({ url: `http://127.0.0.1:${target.port}`, manager: target.headers.cookie }) as Practice;

/** A screen on the wall that shows two boards. */
export async function wall(house: House): Promise<Attendant> {
	const screen = new Screen(practiceOf(house));
	await screen.pair(SETTINGS);
	await screen.open();
	await screen.see(() => true);
	return {
		async leave() {
			const silent = performance.now() - (screen.events.at(-1)?.atMs ?? 0);
			const told = screen.views.length;
			const { ended } = screen;
			screen.close();
			if (ended) return 'the wall lost its stream';
			if (silent > SILENT_MS) return `the wall heard nothing for ${Math.round(silent)} ms`;
			return told > 1 ? '' : 'the wall was told of no change';
		}
	};
}

/** A huddle whose leader goes on and back all the time, and somebody who follows. */
export async function huddle(house: House): Promise<Attendant> {
	const practice = practiceOf(house);
	const plan = await asManager(practice, 'POST', '/api/huddles/plans', {
		...{ department: 'front-desk', rhythm: 'weekly', boards: ['front-desk' as BoardId], weekday: 3, time: '07:30' },
		...{ seconds: SECONDS.weekly, leaders: [] }
	});
	const begun = await asManager(practice, 'POST', '/api/huddles', { plan: plan.body.id });
	if (begun.status !== 201) throw new Error(`no huddle: ${JSON.stringify(begun.body)}`);
	const id = String(begun.body.id);
	const [leader, follower] = [
		await new Replica(house.target, id).joined(),
		await new Replica(house.target, id).joined()
	];
	const me = house.target.person;
	let steps = 0;
	const walking = setInterval(() => {
		const now = Date.now() as Instant;
		leader.edit((doc) => void (steps++ % 4 < 2 ? goOn(doc, me, now) : goBack(doc, me, now)));
	}, STEP_EVERY_MS);
	const where = ({ doc }: Replica) => JSON.stringify(readHuddle(doc)?.position);
	return {
		async leave() {
			clearInterval(walking);
			leader.edit((doc) => void endHuddle(doc, me, Date.now() as Instant));
			const together = await until(() => where(leader) === where(follower), 5_000).then(
				() => true,
				() => false
			);
			const cut = leader.closed ?? follower.closed;
			leader.close();
			follower.close();
			if (cut !== null) return `somebody in the huddle was cut off with ${cut}`;
			return together ? '' : 'the huddle fell out of step';
		}
	};
}
