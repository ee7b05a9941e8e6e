import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import { firstBrokenRow } from '../../server/adapters/sqlite/record.ts';
import type { Journal } from '../../server/ports/journal.ts';
import { RawClient } from '../sync/client.ts';
import { openPractice, until, type Practice } from '../sync/practice.ts';
import { checkDatabase, Writer } from './writer.ts';

const FAULTS = Number(process.env.FAULTS ?? 1);
const WRITERS = 3;
const RECOVERY_MS = 40_000;

/** Between the server and its real journal: a disk that can be slow or fail once, and a count of what failed. */
class Between {
	slowMs = 0;
	failNext = false;
	failed = 0;

	over(journal: Journal): Journal {
		return {
			...journal,
			commit: async (commits) => {
				if (this.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, this.slowMs));
				try {
					if (this.failNext) throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_WRITE' });
					return await journal.commit(commits);
				} catch (error) {
					this.failNext = false;
					this.failed += 1;
					throw error;
				}
			}
		};
	}
}

interface Fault {
	begin(practice: Practice, between: Between): void;
	end(practice: Practice, between: Between): void;
	/** Whether commits fail by it, and not only wait. */
	readonly fails: boolean;
}

const faults: Readonly<Record<string, Fault>> = {
	'the disk is full': {
		fails: true,
		begin: ({ base }) =>
			void base.db.pragma(`max_page_count = ${String(base.db.pragma('page_count', { simple: true }))}`),
		end: ({ base }) => void base.db.pragma('max_page_count = 1073741823')
	},
	'the file is read-only': {
		fails: true,
		begin: ({ base }) => void base.db.pragma('query_only = ON'),
		end: ({ base }) => void base.db.pragma('query_only = OFF')
	},
	'a write fails half-way through the transaction': {
		fails: true,
		begin: ({ base }) =>
			void base.db.exec(
				"CREATE TEMP TRIGGER half_way BEFORE INSERT ON main.activity BEGIN SELECT RAISE(ROLLBACK, 'half-way'); END"
			),
		end: ({ base }) => void base.db.exec('DROP TRIGGER temp.half_way')
	},
	'one write meets an I/O error': {
		fails: true,
		begin: (_practice, between) => void (between.failNext = true),
		end: () => {}
	},
	'the disk is slow': {
		fails: false,
		begin: (_practice, between) => void (between.slowMs = 300),
		end: (_practice, between) => void (between.slowMs = 0)
	}
};

describe('while people write', () => {
	const between = new Between();
	let practice: Practice;
	let writers: Writer[];

	beforeAll(async () => {
		practice = await openPractice({ journal: (journal) => between.over(journal) });
		const { person } = await practice.get<{ person: { id: PersonId } }>('/api/me', practice.manager);
		writers = Array.from({ length: WRITERS }, (_, i) => new Writer(practice, `w${i}`, person.id));
		for (const writer of writers) await writer.start();
	});
	afterAll(async () => {
		for (const writer of writers) writer.close();
		await practice.close();
	});

	const writingFor = async (ms: number) => {
		const writing = setInterval(() => writers.forEach((writer) => writer.write()), 5);
		await new Promise((resolve) => setTimeout(resolve, ms));
		clearInterval(writing);
	};
	const nothingPromisedIsMissing = async () => {
		for (const writer of writers) writer.note();
		await checkDatabase(practice.dataDir, writers);
	};
	const reads = async () => {
		const newcomer = await new RawClient(practice, 'front-desk', practice.manager).join();
		expect(newcomer.synced).toBe(true);
		for (const writer of writers) {
			expect(writer.shownIn(newcomer.doc)).toBeGreaterThanOrEqual(writer.promised.size);
		}
		newcomer.close();
	};
	const recovered = () => {
		for (const writer of writers) writer.note();
		return writers.every(({ promised, written }) => promised.size === written);
	};

	test.each(Object.entries(faults))(
		`[K7, K2, K3] %s, ${FAULTS} times: nothing is promised in vain, reading goes on, and all heals without a restart`,
		async (_name, fault) => {
			for (let i = 0; i < FAULTS; i++) {
				const failedBefore = between.failed;
				await writingFor(60);
				fault.begin(practice, between);
				await writingFor(150);
				if (fault.fails) await until(() => between.failed > failedBefore || (writers.forEach((w) => w.write()), false));
				await nothingPromisedIsMissing();
				await reads();
				fault.end(practice, between);
				await until(recovered, RECOVERY_MS);
				await nothingPromisedIsMissing();
				expect(writers.every(({ connected }) => connected)).toBe(true);
				expect(firstBrokenRow(practice.base.db)).toBeNull();
			}
		},
		3_600_000
	);
});
