import { tick } from 'svelte';
import { Offline, Problem, signOut as endSession } from '$lib/client/api.ts';
import { closeDrafts } from '$lib/client/drafts.ts';
import { forgetIdle } from '$lib/client/idle.ts';
import { dropKeys, hearTabs, tabs } from '$lib/client/keys.ts';
import { clearAway, forgetPerson } from '$lib/client/local-copies.ts';
import { isSameOwner } from '$lib/client/local-names.ts';
import { forgetLock } from '$lib/client/lock-note.ts';
import { lockDesk, sealForLater, SEND_WITHIN_MS } from '$lib/client/locking.ts';
import { leaveBoards } from '$lib/client/open-boards.ts';
import { openSession, ownerOf, type LockedDesk, type Session } from '$lib/client/session.ts';
import { sentenceFor } from './problem-words.ts';
import { WORDS } from './words.ts';

/** `why` nobody is here: nobody was signed in, the person left, or the session ended while somebody worked. */
type Why = 'nobody' | 'left' | 'ended';

export type AccountState =
	| { readonly kind: 'opening' }
	| { readonly kind: 'in'; readonly session: Session }
	/** `closing`: what was unsent is still on its way; nothing of it is on the screen. */
	| { readonly kind: 'locked'; readonly desk: LockedDesk; readonly closing: boolean }
	| { readonly kind: 'out'; readonly why: Why }
	| { readonly kind: 'leaving' }
	| { readonly kind: 'unreachable' }
	/** Boards are here, but the key to them is with the server. */
	| { readonly kind: 'no-key' };

/** Who sits here. One for the whole app; every page asks it first. */
class Account {
	state = $state.raw<AccountState>({ kind: 'opening' });
	/** Why signing out did not work. */
	trouble = $state('');
	/** How many edits and drafts of whoever just left wait here for their next sign-in. */
	leftBehind = $state(0);
	/** Counts locks and departures: an answer to a question from before one of them is out of date. */
	#turn = 0;
	/** How many answers to who is here are under way. */
	#asking = 0;

	constructor() {
		hearTabs({
			locked: (owner) => {
				if (this.session && isSameOwner(ownerOf(this.session.me), owner)) void this.lock({ tell: false });
				if (this.state.kind !== 'opening' || this.#asking === 0) return;
				// The answer that is under way is from before the lock.
				this.#turn += 1;
				void this.enter();
			},
			unlocked: () => {
				if (this.state.kind !== 'in' && this.state.kind !== 'leaving') void this.enter();
			}
		});
	}

	get session(): Session | null {
		return this.state.kind === 'in' ? this.state.session : null;
	}

	/** Asks the server, or this device's memory where it cannot be reached. What is on the screen stays meanwhile. */
	async enter(why: Why = this.session ? 'ended' : 'nobody'): Promise<AccountState> {
		const turn = this.#turn;
		this.#asking += 1;
		const found = await this.#ask(why).finally(() => (this.#asking -= 1));
		if (turn === this.#turn) {
			if (found) this.state = found;
		} else if (!this.session) await dropKeys();
		return this.state;
	}

	/** The screen goes at once; what is unsent is sent or sealed behind it. */
	async lock({ tell = true } = {}): Promise<void> {
		const { session } = this;
		if (!session) return;
		const turn = (this.#turn += 1);
		this.state = { kind: 'locked', desk: { name: session.me.person.name, ways: [] }, closing: true };
		if (tell) tabs().locked(ownerOf(session.me));
		await tick();
		const desk = await lockDesk(session.me);
		if (turn !== this.#turn) return;
		if (desk) this.state = { kind: 'locked', desk, closing: false };
		else await this.enter('ended');
	}

	/** The person is back: here, and in their other tabs. */
	async unlocked(): Promise<void> {
		forgetLock();
		forgetIdle();
		await this.enter();
		tabs().unlocked();
	}

	/** The server said that this session is over, or locked: the screen goes, then it is asked which. */
	async ended(): Promise<void> {
		const { session } = this;
		if (!session) return;
		this.#turn += 1;
		this.state = { kind: 'opening' };
		await tick();
		await sealForLater(session.me, await leaveBoards(0));
		await this.enter('ended');
	}

	/**
	 * Ends the session, then takes everything of this person from this device; what could not be sent waits sealed for
	 * their next sign-in here. When the server cannot be told, everything is as before, and `trouble` says so.
	 */
	async leave(): Promise<void> {
		const before = this.state;
		if (before.kind !== 'in') return;
		const { me } = before.session;
		this.trouble = '';
		this.#turn += 1;
		this.state = { kind: 'leaving' };
		await tick();
		const atRisk = await leaveBoards(SEND_WITHIN_MS);
		try {
			await endSession();
		} catch (error) {
			this.state = before;
			this.trouble = error instanceof Offline ? WORDS.signOut.offline : sentenceFor(error);
			return;
		}
		const { count, safe } = await sealForLater(me, atRisk);
		await (safe ? forgetPerson(ownerOf(me)) : clearAway(ownerOf(me))).catch(() => undefined);
		tabs().locked(ownerOf(me));
		await dropKeys();
		closeDrafts();
		forgetIdle();
		forgetLock();
		this.leftBehind = count;
		this.state = { kind: 'out', why: 'left' };
	}

	/** @returns null when what is known already stands. */
	async #ask(why: Why): Promise<AccountState | null> {
		try {
			const found = await openSession();
			if (found.kind === 'in') this.leftBehind = 0;
			switch (found.kind) {
				case 'locked':
					return { ...found, closing: false };
				case 'out':
					return { kind: 'out', why };
				default:
					return found;
			}
		} catch (error) {
			if (!(error instanceof Offline || error instanceof Problem)) throw error;
			return this.session ? null : { kind: 'unreachable' };
		}
	}
}

export const account = new Account();
