import { can } from '#domain/access/can.ts';
import type { BoardId } from '#domain/ids.ts';
import type { UpdateRefusal } from '#domain/refusal.ts';
import type { Account } from '../ports/accounts.ts';
import { Acknowledgements } from './acknowledgements.ts';
import type { Committed } from './content.ts';
import { CLOSE, problemFor, type CloseCode } from './closing.ts';
import { MAX_STEP_2_BYTES, MAX_UPDATE_BYTES } from './gate/gate.ts';
import {
	decodeFrame,
	encodeAck,
	encodeAnswer,
	encodeAwareness,
	encodeProblem,
	encodeRights,
	encodeStep1,
	type AwarenessEntry,
	type Frame
} from './protocol.ts';
import { cardIn } from './presence.ts';
import type { Member } from './member.ts';
import type { Room } from './room.ts';
import type { SessionDeps } from './session-deps.ts';
import { readStateVector, type Knew } from './state-vector.ts';

/** A client that has only gaps to offer is sent away to come back later with all of it. */
const GAPS_A_MINUTE = 20;
const MINUTE_MS = 60_000;

/** Nobody's face moves more than ten times a second. */
const PRESENCE_EVERY_MS = 100;

/** Ids that the room does not know: a replica of this lineage has few, those it wrote with and could not send yet. */
const STRANGERS_AT_MOST = 1_000;

/**
 * `arrived`: nothing has been said, by either side. `greeting`: its first words are being looked at, what follows
 * waits. `live`: it reads along. `closed`: nothing it says counts any more.
 */
type State =
	| { readonly kind: 'arrived' }
	| { readonly kind: 'greeting'; readonly waiting: Frame[]; bytes: number }
	| { readonly kind: 'live' }
	| { readonly kind: 'closed' };

/** One signed-in connection to one board. */
export class Session implements Member {
	readonly extended: boolean;
	readonly #room: Room;
	readonly #deps: SessionDeps;
	readonly #acks = new Acknowledgements();
	#person: Account;
	#state: State = { kind: 'arrived' };
	#isHere = true;
	/** What it had when it came; null once it has answered with all that it did until then. */
	#knew: Knew | null = null;
	#gaps: number[] = [];
	/** Presence that came faster than it is passed on; the last word counts. */
	#said: readonly AwarenessEntry[] = [];
	#saying: NodeJS.Timeout | null = null;

	constructor(room: Room, deps: SessionDeps) {
		this.#room = room;
		this.#deps = deps;
		this.#person = deps.signedIn.person;
		this.extended = deps.extended;
	}

	get person(): Account {
		return this.#person;
	}

	get board(): BoardId {
		return this.#room.board.id;
	}

	get sessionId(): string {
		return this.#deps.signedIn.sessionId;
	}

	get received(): number {
		return this.#acks.received;
	}

	receive(bytes: Uint8Array): void {
		const frame = decodeFrame(bytes);
		switch (this.#state.kind) {
			case 'closed':
				return;
			case 'greeting':
				this.#state.bytes += bytes.byteLength;
				if (this.#state.bytes > MAX_STEP_2_BYTES) return this.end(CLOSE.comeBack, 'too much at once');
				this.#state.waiting.push(frame);
				return;
			case 'arrived':
				return this.#first(frame);
			case 'live':
				return this.#live(frame);
		}
	}

	/** Ends it from our side. */
	end(code: CloseCode, reason: string): void {
		if (this.#state.kind === 'closed') return;
		this.gone();
		this.#deps.wire.close(code, reason);
	}

	/** The other end is gone; something of what it said may still wait to be heard. */
	hungUp(): void {
		this.#isHere = false;
		this.#hide();
	}

	/** All that it said is heard. */
	gone(): void {
		if (this.#state.kind === 'closed') return;
		this.#state = { kind: 'closed' };
		this.#room.leave(this);
		this.#hide();
	}

	/** What the person may do here counts from now, for what is under way too. */
	personChanged(person: Account): void {
		this.#person = person;
		if (!can(person, 'show-presence', this.#room.board)) this.#hide();
		if (this.#state.kind === 'live') this.#tellRights();
	}

	send(...frames: Uint8Array[]): void {
		if (this.#state.kind !== 'closed') this.#deps.wire.sendAll(frames);
	}

	durable(upTo: number): void {
		const now = this.#deps.now();
		for (const at of this.#acks.durable(upTo)) this.#deps.onAcknowledged(now - at);
		this.#acknowledge();
	}

	lost(): void {
		this.#acks.lost();
	}

	retired(): void {
		this.#sendAway('lineage-retired');
	}

	askAgain(stateVector: Uint8Array): void {
		if (this.#acks.holding) this.send(encodeStep1(stateVector));
	}

	#first(frame: Frame): void {
		if (frame.kind === 'step1') void this.#greet(frame.stateVector);
		else if (frame.kind === 'step2' || frame.kind === 'update') this.#acks.dropped(this.#acks.receive());
		else if (frame.kind === 'malformed') this.#refuse('malformed');
	}

	/** A replica of an earlier lineage is sent away before it hears a word of the board. */
	async #greet(stateVector: Uint8Array): Promise<void> {
		const knew = readStateVector(stateVector);
		if (!knew) return this.#refuse('malformed');
		const greeting: State = { kind: 'greeting', waiting: [], bytes: 0 };
		this.#state = greeting;
		const strangers = this.#room.strangersAmong([...knew.keys()]);
		if (strangers.length > STRANGERS_AT_MOST) return this.#sendAway('lineage-retired');
		const { lineage } = this.#deps;
		if (lineage === null ? await this.#deps.isRetired(strangers) : lineage !== this.#room.lineage) {
			return this.#sendAway('lineage-retired');
		}
		this.#room.onCommitted((content) => {
			if (this.#state !== greeting) return;
			if (this.#room.ended) return this.#sendAway('lineage-retired');
			this.#state = { kind: 'live' };
			this.#knew = knew;
			this.#room.join(this);
			this.#answer(content, stateVector);
			this.#tellRights();
			const present = this.#room.presence.others(this);
			if (present.length > 0) this.send(encodeAwareness(present));
			for (const frame of greeting.waiting) this.#live(frame);
		});
	}

	#live(frame: Frame): void {
		if (this.#state.kind !== 'live') return;
		switch (frame.kind) {
			case 'step1':
				if (!readStateVector(frame.stateVector)) return this.#refuse('malformed');
				return this.#room.onCommitted((content) => this.#answer(content, frame.stateVector));
			case 'step2':
				return this.#submit(frame.update, true);
			case 'update':
				return this.#submit(frame.update, false);
			case 'awareness':
				return this.#announce(frame);
			case 'query-awareness':
				return this.send(encodeAwareness(this.#room.presence.others(this)));
			case 'malformed':
				return this.#refuse('malformed');
		}
	}

	#answer(content: Committed, stateVector: Uint8Array): void {
		const lacks = this.extended ? content.partsSince(stateVector) : [content.since(stateVector)];
		if (this.#state.kind !== 'closed') this.#deps.wire.sendWhole(encodeAnswer(lacks));
		this.send(encodeStep1(content.stateVector));
	}

	#submit(update: Uint8Array, full: boolean): void {
		const n = this.#acks.receive();
		const maxBytes = full ? MAX_STEP_2_BYTES : MAX_UPDATE_BYTES;
		if (!can(this.#person, 'edit-board', this.#room.board)) return this.#onlyRead(update, n, full, maxBytes);
		const author = { person: this.#person.id, device: this.sessionId, source: this.#deps.source };
		const managesColumns = can(this.#person, 'manage-board', this.#room.board);
		const knew = full ? this.#knew : null;
		if (full) this.#knew = null;
		const result = this.#room.submit(update, author, this, maxBytes, managesColumns, knew);
		switch (result.kind) {
			case 'accepted':
				this.#deps.onAccepted();
				return this.#acks.accepted(n, full, this.#deps.now());
			case 'nothing':
				this.#acks.neededNothing(n, full);
				return this.#acknowledge();
			case 'gap':
				this.#acks.dropped(n);
				return this.#gap();
			case 'dropped':
				return this.#acks.dropped(n);
			case 'refused':
			case 'broken':
				return this.#refuse(result.refusal.code);
		}
	}

	/** A reader's replica answers the server's step 1 as any other does; it must only have nothing of its own to say. */
	#onlyRead(update: Uint8Array, n: number, full: boolean, maxBytes: number): void {
		if (update.byteLength > maxBytes) return this.#refuse('too-large');
		if (!this.#room.holds(update)) return this.#refuse('not-allowed');
		this.#acks.neededNothing(n, full);
		this.#acknowledge();
	}

	#gap(): void {
		this.#deps.onGap();
		const now = this.#deps.now();
		this.#gaps = [...this.#gaps.filter((at) => now - at < MINUTE_MS), now];
		if (this.#gaps.length >= GAPS_A_MINUTE) {
			this.#deps.onFlooded();
			return this.end(CLOSE.comeBack, 'too many gaps');
		}
		this.#room.onCommitted(({ stateVector }) => this.send(encodeStep1(stateVector)));
	}

	#announce({ entries }: Extract<Frame, { kind: 'awareness' }>): void {
		if (!this.#isHere || !can(this.#person, 'show-presence', this.#room.board)) return;
		this.#said = entries;
		if (this.#saying) return;
		this.#say();
		this.#saying = setTimeout(() => {
			this.#saying = null;
			if (this.#state.kind === 'live') this.#say();
		}, PRESENCE_EVERY_MS).unref();
	}

	#say(): void {
		const { id, name, colour } = this.#person;
		const entry = this.#room.presence.announce(this, { id, name, colour }, this.#said);
		this.#said = [];
		if (entry) this.#room.tell(encodeAwareness([entry]), (other) => other !== this);
		const card = entry && cardIn(entry);
		if (card) this.#deps.onLooked(card);
	}

	#hide(): void {
		this.#said = [];
		const left = this.#room.presence.leave(this);
		if (left) this.#room.tell(encodeAwareness([left]), (other) => other !== this);
	}

	#tellRights(): void {
		if (this.extended) this.send(encodeRights({ edit: can(this.#person, 'edit-board', this.#room.board) }));
	}

	#acknowledge(): void {
		const count = this.#acks.next();
		if (count !== null && this.extended) this.send(encodeAck(count));
	}

	#refuse(code: UpdateRefusal['code']): void {
		this.#deps.onRefused(code);
		this.#sendAway(code);
	}

	#sendAway(code: UpdateRefusal['code'] | 'lineage-retired'): void {
		if (this.extended) this.send(encodeProblem(problemFor(code)));
		this.end(CLOSE.startAnew, code);
	}
}
