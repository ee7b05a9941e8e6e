import { Hono } from 'hono';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AppEnv } from '../http/env.ts';
import { notFound } from '../http/problem.ts';

/** What the sync server counts. No label holds a name, a title or an id. */
export interface SyncMetrics {
	accepted(): void;
	refused(code: string): void;
	gap(): void;
	/** A client was sent away for not reading. */
	stuck(): void;
	/** A person was kept away from a board for a while, after one offence too many. */
	paused(): void;
	/** From the arrival of an update to its acknowledgement. */
	acknowledged(ms: number): void;
	/** One commit of so many updates. */
	committed(updates: number, ms: number): void;
	commitFailed(): void;
}

/** Asked for whenever somebody reads the metrics. */
export interface Gauges {
	readonly rooms: () => number;
	readonly members: () => number;
	readonly waitingBytes: () => number;
}

export interface Metrics {
	readonly sync: SyncMetrics;
	readonly registry: Registry;
	watch(gauges: Gauges): void;
}

const SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** A registry of its own for each server, so that two in one process do not mix. */
export function createMetrics(): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const counter = (name: string, help: string) => new Counter({ name, help, registers: [registry] });
	const histogram = (name: string, help: string, buckets: number[]) =>
		new Histogram({ name, help, buckets, registers: [registry] });

	const accepted = counter('daybreak_updates_accepted_total', 'Updates that passed the gate and changed a board');
	const refused = new Counter({
		...{ name: 'daybreak_updates_refused_total', help: 'Updates that the gate refused, by reason' },
		...{ labelNames: ['reason'], registers: [registry] }
	});
	const gaps = counter('daybreak_update_gaps_total', 'Updates dropped because something they stand on was missing');
	const stuck = counter('daybreak_stuck_clients_total', 'Clients sent away because they did not read');
	const pauses = counter(
		'daybreak_pauses_total',
		'Times that a person was kept away from a board after repeated refusals or floods'
	);
	const failures = counter('daybreak_commit_failures_total', 'Commits that could not be made durable');
	const batch = histogram(
		'daybreak_commit_batch_updates',
		'Updates made durable by one commit',
		[1, 2, 5, 10, 20, 50, 100, 500]
	);
	const commit = histogram('daybreak_commit_seconds', 'How long a commit took', SECONDS);
	const acknowledged = histogram(
		'daybreak_acknowledge_seconds',
		'From an update’s arrival to its acknowledgement',
		SECONDS
	);
	return {
		registry,
		sync: {
			accepted: () => accepted.inc(),
			refused: (reason) => refused.inc({ reason }),
			gap: () => gaps.inc(),
			stuck: () => stuck.inc(),
			paused: () => pauses.inc(),
			acknowledged: (ms) => acknowledged.observe(ms / 1000),
			committed(updates, ms) {
				batch.observe(updates);
				commit.observe(ms / 1000);
			},
			commitFailed: () => failures.inc()
		},
		watch: (gauges) => watchGauges(registry, gauges)
	};
}

function watchGauges(registry: Registry, { rooms, members, waitingBytes }: Gauges): void {
	const gauge = (name: string, help: string, value: () => number) =>
		new Gauge({
			...{ name, help, registers: [registry] },
			collect() {
				this.set(value());
			}
		});
	gauge('daybreak_rooms', 'Boards that are open', rooms);
	gauge('daybreak_members', 'Connections that read along on a board', members);
	gauge('daybreak_waiting_bytes', 'Bytes that wait to be read by clients', waitingBytes);
}

/** Prometheus text, for this machine alone: the load and the habits of a practice are nobody else's. */
export function metricsRoutes({ registry }: Metrics) {
	return new Hono<AppEnv>().get('/metrics', async (c) => {
		// A proxy on this machine that nobody named says by this header that somebody else asks.
		const forwarded = c.req.header('x-forwarded-for') !== undefined;
		if (forwarded || !c.get('connection').local) throw notFound();
		return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' });
	});
}
