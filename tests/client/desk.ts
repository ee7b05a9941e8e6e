import { addCard } from '#domain/board/cards.ts';
import type { CardId, ColumnId, Due, Instant, LineageId, PersonId } from '#domain/ids.ts';
import type { Owner } from '../../src/lib/client/local-names.ts';
import { Replica, type ReplicaListener } from '../../src/lib/client/replica.ts';
import { statusAt } from '../../src/lib/client/save-status.ts';
import { FRONT_DESK, type BoardServer } from './board-server.ts';
import { ANA, eventually } from './device.ts';
import type * as Y from 'yjs';

export const NOW = 1_772_000_000_000 as Instant;
export const INBOX = 'inbox' as ColumnId;
export const DOING = 'doing' as ColumnId;
export const WAITING = 'contacted-waiting' as ColumnId;
export const DONE = 'done' as ColumnId;
export const CALL = 'c0000000000000000call' as CardId;
export const FAX = 'c00000000000000000fax' as CardId;

/** Puts a card in the inbox that lacks nothing to leave it. */
export function putCard(doc: Y.Doc, id: CardId, title: string, person = 'ana' as PersonId): void {
	const origin = { kind: 'person', person, at: NOW } as const;
	addCard(doc, { id, title, column: INBOX, owner: person, due: '2026-03-02' as Due, origin }, NOW);
}

export interface Desk {
	readonly replica: Replica;
	readonly doc: Y.Doc;
	/** What the listener was told, by name. */
	readonly told: { readonly [K in keyof ReplicaListener]: Parameters<ReplicaListener[K]>[] };
	status(): string;
}

const open: Desk[] = [];

/** A screen's replica, opened on this device; `start` it. */
export function desk(server: BoardServer, owner: Owner = ANA, lineage: LineageId = server.lineage): Desk {
	const told: Desk['told'] = { changed: [], synced: [], told: [], rights: [], overridden: [], ended: [] };
	const replica = new Replica(
		{ board: FRONT_DESK, lineage, owner, socketUrl: server.url, WebSocket },
		{
			changed: (...words) => void told.changed.push(words),
			synced: (...words) => void told.synced.push(words),
			told: (...words) => void told.told.push(words),
			rights: (...words) => void told.rights.push(words),
			overridden: (...words) => void told.overridden.push(words),
			ended: (...words) => void told.ended.push(words)
		}
	);
	const made = { replica, doc: replica.doc, told, status: () => statusAt(replica.standing, Date.now()).kind };
	open.push(made);
	return made;
}

/** A replica that has everything and owes nothing. */
export async function savedDesk(server: BoardServer, owner: Owner = ANA): Promise<Desk> {
	const made = desk(server, owner);
	await made.replica.start();
	await eventually(made.status).toBe('saved');
	return made;
}

export async function closeDesks(): Promise<void> {
	await Promise.all(open.splice(0).map(({ replica }) => replica.close()));
}
