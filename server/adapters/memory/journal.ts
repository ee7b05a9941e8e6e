import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { BoardId, CardId, PersonId } from '#domain/ids.ts';
import type { BoardSummary } from '../../ports/boards.ts';
import type { Commit, Journal, StoredBoard } from '../../ports/journal.ts';

interface Kept {
	readonly summary: BoardSummary;
	readonly updates: Uint8Array[];
	readonly clients: Map<number, PersonId>;
	snapshot: { readonly seq: number; readonly state: Uint8Array } | null;
}

/** A journal that forgets when the process ends, for simulations that open thousands. */
export function memoryJournal(founded: readonly { readonly board: BoardSummary; readonly commit: Commit }[]): Journal {
	const boards = new Map<BoardId, Kept>();
	const record: ActivityEntry[] = [];
	for (const { board } of founded)
		boards.set(board.id, { summary: board, updates: [], clients: new Map(), snapshot: null });
	for (const { commit } of founded) keep(commit);

	function keep({ board, updates, clients }: Commit): ActivityEntry[] {
		const kept = boards.get(board)!;
		for (const { update } of updates) kept.updates.push(update.slice());
		for (const [client, person] of clients) kept.clients.set(client, person);
		const entries = updates.flatMap(({ author, at, occurrences }) =>
			occurrences.map((occurrence) => ({ ...occurrence, seq: 0, board, person: author.person, at }))
		);
		const numbered = entries.map((entry, i) => ({ ...entry, seq: record.length + i + 1 }));
		record.push(...numbered);
		return numbered;
	}

	/** All of them follow the last update of their board, no client id is anybody's already, or nothing is kept. */
	function check(commits: readonly Commit[]): void {
		for (const { board, lineage, seq, clients } of commits) {
			const kept = boards.get(board);
			if (!kept || kept.summary.lineage !== lineage) throw new Error('no such board');
			if (seq !== kept.updates.length + 1) throw new Error(`update ${seq} does not follow the last one`);
			if (clients.some(([client]) => kept.clients.has(client))) throw new Error('this client id is somebody’s already');
		}
	}

	return {
		async load(board): Promise<StoredBoard | null> {
			const kept = boards.get(board);
			if (!kept) return null;
			const { summary, updates, clients, snapshot } = kept;
			const tail = updates.slice(snapshot?.seq ?? 0);
			return {
				...summary,
				snapshot: snapshot?.state ?? null,
				updates: tail,
				seq: updates.length,
				clients: new Map(clients)
			};
		},
		async commit(commits) {
			check(commits);
			return commits.flatMap(keep);
		},
		async saveSnapshot(board, _lineage, seq, state) {
			const kept = boards.get(board);
			if (kept && seq > (kept.snapshot?.seq ?? 0)) kept.snapshot = { seq, state: state.slice() };
		},
		anyRetired: async () => false,
		cardHistory: async (board: BoardId, card: CardId) =>
			record.filter((entry) => entry.board === board && entry.card === card),
		activitySince: async (seq, atMost) => record.slice(seq, seq + atMost)
	};
}
