import type { CardId, LineageId } from '#domain/ids.ts';
import type { UpdateRefusal } from '#domain/refusal.ts';
import type { SignedIn } from '../ports/sessions.ts';
import type { CloseCode } from './closing.ts';

/** The other end, as a session sees it. */
export interface Wire {
	send(frame: Uint8Array): void;
	/** Answers with the whole board, in as many frames as these. */
	sendWhole(frames: readonly Uint8Array[]): void;
	/** In one write, which costs more than all else about a frame. */
	sendAll(frames: readonly Uint8Array[]): void;
	close(code: CloseCode, reason: string): void;
}

export interface SessionDeps {
	readonly signedIn: SignedIn;
	/** The network address at the other end. */
	readonly source: string | null;
	/** The client asked for acknowledgements, problems and live history. */
	readonly extended: boolean;
	/** The lineage that the client says its replica has; null when it says none. */
	readonly lineage: LineageId | null;
	readonly wire: Wire;
	readonly now: () => number;
	/** Whether a replica with these client ids comes from an earlier lineage of the board. */
	readonly isRetired: (clients: readonly number[]) => Promise<boolean>;
	readonly onAccepted: () => void;
	readonly onRefused: (code: UpdateRefusal['code']) => void;
	readonly onGap: () => void;
	/** It had nothing but gaps to offer, and is sent away. */
	readonly onFlooded: () => void;
	/** The person has a card of the board open. */
	readonly onLooked: (card: CardId) => void;
	readonly onAcknowledged: (ms: number) => void;
}
