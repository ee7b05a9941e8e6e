import type { HuddlePlan, PlanId } from '#domain/huddle/plan.ts';
import type { Minutes } from '#domain/huddle/record.ts';
import { foundHuddle } from '../../ports/founding.ts';
import type { Huddles, NewHuddle, StoredHuddle } from '../../ports/huddles.ts';
import { startLineage } from './boards.ts';
import { commitWriter } from './commits.ts';
import type { Db } from './database.ts';
import { titleKeeper, wordsOfHuddles } from './huddle-words.ts';

/** Huddles in a SQLite file: lists as JSON, decisions as rows of their own. */
export function sqliteHuddles(db: Db): Huddles {
	const found = `SELECT id, lineage, plan, department, title, begun_at AS begun, minutes, told FROM huddles JOIN boards USING (id)`;
	const one = db.prepare<[string], HuddleRow>(`${found} WHERE id = ?`);
	const running = db.prepare<[], HuddleRow>(`${found} WHERE ended_at IS NULL ORDER BY begun_at`);
	const past = db.prepare<[number], HuddleRow>(
		`${found} WHERE ended_at IS NOT NULL ORDER BY begun_at DESC, id LIMIT ?`
	);
	const runningOf = db.prepare<[string], HuddleRow>(`${found} WHERE plan = ? AND ended_at IS NULL`);
	const last = db
		.prepare<[string], string>(
			'SELECT minutes FROM huddles WHERE plan = ? AND minutes IS NOT NULL ORDER BY begun_at DESC LIMIT 1'
		)
		.pluck();
	const begin = beginner(db);
	const keepMinutes = minutesKeeper(db);
	const setTold = db.prepare('UPDATE huddles SET told = ? WHERE id = ?');
	return {
		...planStore(db),
		begin: db.transaction((huddle: NewHuddle) => {
			const there = runningOf.get(huddle.plan.id);
			if (there) return huddleOf(there);
			begin(huddle);
			return huddleOf(one.get(huddle.id)!);
		}),
		find(huddle) {
			const row = one.get(huddle);
			return row ? huddleOf(row) : null;
		},
		running: () => running.all().map(huddleOf),
		past: (atMost) => past.all(atMost).map(huddleOf),
		last(plan) {
			const minutes = last.get(plan);
			return minutes ? minutesIn(minutes) : null;
		},
		keepMinutes: db.transaction(keepMinutes),
		setTold: (huddle, keys) => void setTold.run(JSON.stringify(keys), huddle),
		...wordsOfHuddles(db)
	};
}

type HuddleRow = Omit<StoredHuddle, 'minutes' | 'told'> & { readonly minutes: string | null; readonly told: string };

const huddleOf = ({ minutes, told, ...row }: HuddleRow): StoredHuddle => ({
	...row,
	told: JSON.parse(told) as string[],
	minutes: minutes === null ? null : minutesIn(minutes)
});

/** Older minutes know of no cards that there was no time for. */
const minutesIn = (text: string): Minutes => ({ waiting: [], ...(JSON.parse(text) as Omit<Minutes, 'waiting'>) });

type PlanRow = { readonly [K in keyof HuddlePlan]: HuddlePlan[K] extends object ? string : HuddlePlan[K] };

function planStore(db: Db): Pick<Huddles, 'plans' | 'putPlan' | 'removePlan' | 'setNext'> {
	const plans = db.prepare<[], PlanRow>(
		`SELECT id, department, rhythm, boards, weekday, time, seconds, leaders, next FROM huddle_plans
		 ORDER BY created_at, id`
	);
	const put = db.prepare(
		`INSERT INTO huddle_plans (id, department, rhythm, boards, weekday, time, seconds, leaders, next, created_at)
		 VALUES (:id, :department, :rhythm, :boards, :weekday, :time, :seconds, :leaders, :next, :now)
		 ON CONFLICT (id) DO UPDATE SET department = excluded.department, rhythm = excluded.rhythm,
		   boards = excluded.boards, weekday = excluded.weekday, time = excluded.time, seconds = excluded.seconds,
		   leaders = excluded.leaders, next = excluded.next`
	);
	const remove = db.prepare('DELETE FROM huddle_plans WHERE id = ?');
	const setNext = db.prepare('UPDATE huddle_plans SET next = ? WHERE id = ?');
	return {
		plans: () =>
			plans.all().map((row) => {
				const [boards, seconds, leaders] = [row.boards, row.seconds, row.leaders].map(
					(text) => JSON.parse(text) as never
				);
				return { ...row, boards, seconds, leaders } as unknown as HuddlePlan;
			}),
		putPlan(plan, now) {
			const lists = { boards: plan.boards, seconds: plan.seconds, leaders: plan.leaders };
			const texts = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, JSON.stringify(list)]));
			put.run({ ...plan, ...texts, now });
		},
		removePlan: (plan: PlanId) => remove.run(plan).changes > 0,
		setNext: (plan, leader) => void setNext.run(leader, plan)
	};
}

function beginner(db: Db): (huddle: NewHuddle) => void {
	const addDocument = db.prepare(
		`INSERT INTO boards (id, department, title, lineage, position, created_at, kind)
		 VALUES (?, ?, ?, ?, (SELECT count(*) FROM boards), ?, 'huddle')`
	);
	const addHuddle = db.prepare('INSERT INTO huddles (id, plan, begun_at) VALUES (?, ?, ?)');
	const write = commitWriter(db);
	const keepTitles = titleKeeper(db);
	return (huddle) => {
		const { id, plan, title, agenda, now } = huddle;
		const { lineage, commit } = foundHuddle(huddle);
		addDocument.run(id, plan.department, title, lineage, now);
		startLineage(db, id, lineage, now);
		write([commit]);
		addHuddle.run(id, plan.id, now);
		keepTitles(id, [...agenda.walk, ...agenda.finished, ...agenda.cleared, ...agenda.actions]);
	};
}

function minutesKeeper(db: Db): Huddles['keepMinutes'] {
	const keep = db.prepare(
		'UPDATE huddles SET ended_at = :ended, minutes = :minutes, names = json_patch(:names, names) WHERE id = :huddle'
	);
	const keepTitles = titleKeeper(db);
	const clear = db.prepare('DELETE FROM huddle_decisions WHERE huddle = ?');
	const add = db.prepare(
		`INSERT INTO huddle_decisions (huddle, position, board, card, kind, person, at, before_, after_)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
	);
	return (huddle, minutes, names) => {
		keep.run({ huddle, ended: minutes.ended, minutes: JSON.stringify(minutes), names: JSON.stringify(names) });
		keepTitles(huddle, minutes.decisions);
		clear.run(huddle);
		minutes.decisions.forEach(({ board, card, kind, by, at, before, after }, i) =>
			add.run(huddle, i, board, card, kind, by, at, before && JSON.stringify(before), JSON.stringify(after))
		);
	};
}
