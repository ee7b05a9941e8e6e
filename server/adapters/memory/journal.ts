import type { ActivityEntry } from '#domain/activity/changes.ts';
import type { BoardId, CardId, LineageId, PersonId } from '#domain/ids.ts';
import type { BoardSummary } from '../../ports/boards.ts';
import type { Commit, Journal, Renewal, SnapshotHead, StoredBoard } from '../../ports/journal.ts';

interface Kept {
	summary: BoardSummary;
	readonly retired: Map<LineageId, { readonly stateVector: Uint8Array; readonly clients: ReadonlySet<number> }>;
	readonly updates: Uint8Array[];
	readonly clients: Map<number, PersonId>;
	snapshot: { readonly seq: number; readonly state: Uint8Array; readonly head: SnapshotHead | null } | null;
}

/** A journal that forgets when the process ends, for simulations that open thousands. */
export function memoryJournal(founded: readonly { readonly board: BoardSummary; readonly commit: Commit }[]): Journal {
	const boards = new Map<BoardId, Kept>();
	const record: ActivityEntry[] = [];
	for (const { board } of founded)
		boards.set(board.id, { summary: board, updates: [], clients: new Map(), retired: new Map(), snapshot: null });
	for (const { commit } of founded) keep(boards.get(commit.board)!, commit, record);

	return {
		load: async (board) => stored(boards.get(board)),
		async commit(commits) {
			for (const commit of commits) check(boards.get(commit.board), commit);
			return commits.flatMap((commit) => keep(boards.get(commit.board)!, commit, record));
		},
		async saveSnapshot(board, _lineage, seq, state, head) {
			const kept = boards.get(board);
			if (kept && seq > (kept.snapshot?.seq ?? 0)) kept.snapshot = { seq, state: state.slice(), head: head ?? null };
		},
		async renew(renewal) {
			renewed(boards.get(renewal.board), renewal);
			keep(boards.get(renewal.board)!, renewal.first, record);
		},
		lastStateVector: async (board, lineage) => boards.get(board)?.retired.get(lineage)?.stateVector ?? null,
		async anyRetired(board, clients) {
			const retired = [...(boards.get(board)?.retired.values() ?? [])];
			return clients.some((client) => retired.some((lineage) => lineage.clients.has(client)));
		},
		cardHistory: async (board, card) => cardHistory(record, board, card),
		activitySince: async (seq, atMost) => record.slice(seq, seq + atMost)
	};
}

function cardHistory(record: readonly ActivityEntry[], board: BoardId, card: CardId): ActivityEntry[] {
	const own = record.filter((entry) => entry.card === card);
	const boards = new Set<string>([board]);
	for (const from of boards) {
		for (const { board: at, change } of own) if (at === from && change.kind === 'card-came') boards.add(change.from);
	}
	return own.filter((entry) => boards.has(entry.board));
}

function stored(kept: Kept | undefined): StoredBoard | null {
	if (!kept) return null;
	const { summary, updates, clients, snapshot } = kept;
	const tail = updates.slice(snapshot?.seq ?? 0);
	return {
		...summary,
		snapshot: snapshot?.state ?? null,
		head: snapshot?.head ?? null,
		updates: tail,
		seq: updates.length,
		clients: new Map(clients)
	};
}

/** @throws when it does not follow the board's last update, or a client id is somebody's already. */
function check(kept: Kept | undefined, { lineage, seq, clients }: Commit): void {
	if (kept?.summary.lineage !== lineage) throw new Error('no such board');
	if (seq !== kept.updates.length + 1) throw new Error(`update ${seq} does not follow the last one`);
	if (clients.some(([client]) => kept.clients.has(client))) throw new Error('this client id is somebody’s already');
}

function renewed(kept: Kept | undefined, { from, last, first }: Renewal): void {
	if (kept?.summary.lineage !== from) throw new Error('this lineage has been retired already');
	kept.retired.set(from, { stateVector: last.stateVector, clients: new Set(kept.clients.keys()) });
	kept.summary = { ...kept.summary, lineage: first.lineage };
	kept.updates.length = 0;
	kept.clients.clear();
	kept.snapshot = null;
}

function keep(kept: Kept, { board, updates, clients }: Commit, record: ActivityEntry[]): ActivityEntry[] {
	for (const { update } of updates) kept.updates.push(update.slice());
	for (const [client, person] of clients) kept.clients.set(client, person);
	const entries = updates.flatMap(({ author, at, occurrences }) =>
		occurrences.map((occurrence) => ({ ...occurrence, board, person: author.person, at }))
	);
	const numbered = entries.map((entry, i) => ({ ...entry, seq: record.length + i + 1 }));
	record.push(...numbered);
	return numbered;
}
