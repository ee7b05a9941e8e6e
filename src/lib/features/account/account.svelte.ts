import { tick } from 'svelte';
import { Offline, Problem, signOut as endSession } from '$lib/client/api.ts';
import { countUnsaved, forgetPerson } from '$lib/client/local-copies.ts';
import { openSession, type Session } from '$lib/client/session.ts';
import { sentenceFor } from './problem-words.ts';
import { WORDS } from './words.ts';
import { countDrafts, forgetDrafts } from './drafts.ts';

export type AccountState =
	| { readonly kind: 'opening' }
	| { readonly kind: 'in'; readonly session: Session }
	/** `why`: nobody was signed in, the person left, or the session ended while somebody worked. */
	| { readonly kind: 'out'; readonly why: 'nobody' | 'left' | 'ended' }
	| { readonly kind: 'leaving' }
	| { readonly kind: 'unreachable' };

/** What signing out would take from this person, since it is on this device alone. */
export interface Unsent {
	readonly edits: number;
	readonly drafts: number;
}

/** Who sits here. One for the whole app; every page asks it first. */
class Account {
	state = $state.raw<AccountState>({ kind: 'opening' });
	/** Why signing out did not work. */
	trouble = $state('');

	get session(): Session | null {
		return this.state.kind === 'in' ? this.state.session : null;
	}

	/** Asks the server, or this device's memory where it cannot be reached. What is on the screen stays meanwhile. */
	async enter(): Promise<AccountState> {
		try {
			const session = await openSession();
			const why = this.state.kind === 'in' ? 'ended' : 'nobody';
			this.state = session ? { kind: 'in', session } : { kind: 'out', why };
		} catch (error) {
			if (!(error instanceof Offline || error instanceof Problem)) throw error;
			if (this.state.kind !== 'in') this.state = { kind: 'unreachable' };
		}
		return this.state;
	}

	/** The server said that this session is over. */
	ended(): void {
		this.state = { kind: 'out', why: 'ended' };
	}

	async unsent(): Promise<Unsent> {
		const { session } = this;
		if (!session) return { edits: 0, drafts: 0 };
		const { practice, person } = session.me;
		const edits = await countUnsaved(practice.id, person.id).catch(() => 0);
		return { edits, drafts: countDrafts(person.id) };
	}

	/**
	 * Ends the session, then takes everything of this person from this device. The boards close first: an open one
	 * would keep aside, for the next sign-in, what the person has just given up. When the server cannot be told,
	 * everything is as before, and `trouble` says so.
	 */
	async leave(): Promise<void> {
		const before = this.state;
		if (before.kind !== 'in') return;
		this.trouble = '';
		this.state = { kind: 'leaving' };
		await tick();
		try {
			await endSession();
		} catch (error) {
			this.state = before;
			this.trouble = error instanceof Offline ? WORDS.signOut.offline : sentenceFor(error);
			return;
		}
		const { practice, person } = before.session.me;
		forgetDrafts(person.id);
		await forgetPerson(practice.id, person.id);
		this.state = { kind: 'out', why: 'left' };
	}
}

export const account = new Account();
