import { Offline, signOut as endSession } from '$lib/client/api.ts';
import { countUnsaved, forgetPerson } from '$lib/client/local-copies.ts';
import { openSession, type Session } from '$lib/client/session.ts';
import { countDrafts, forgetDrafts } from './drafts.ts';

export type AccountState =
	| { readonly kind: 'opening' }
	| { readonly kind: 'in'; readonly session: Session }
	| { readonly kind: 'out' }
	| { readonly kind: 'unreachable' };

/** What signing out would take from this person, since it is on this device alone. */
export interface Unsent {
	readonly edits: number;
	readonly drafts: number;
}

/** Who sits here. One for the whole app; every page asks it first. */
class Account {
	state = $state.raw<AccountState>({ kind: 'opening' });

	get session(): Session | null {
		return this.state.kind === 'in' ? this.state.session : null;
	}

	/** Asks the server, or this device's memory where it cannot be reached. What is on the screen stays meanwhile. */
	async enter(): Promise<AccountState> {
		try {
			const session = await openSession();
			this.state = session ? { kind: 'in', session } : { kind: 'out' };
		} catch (error) {
			if (!(error instanceof Offline)) throw error;
			if (this.state.kind !== 'in') this.state = { kind: 'unreachable' };
		}
		return this.state;
	}

	async unsent(): Promise<Unsent> {
		const { session } = this;
		if (!session) return { edits: 0, drafts: 0 };
		const { practice, person } = session.me;
		return { edits: await countUnsaved(practice.id, person.id), drafts: countDrafts(person.id) };
	}

	/**
	 * Ends the session, then takes everything of this person from this device. In this order: while the server still
	 * holds the session, an emptied screen would only look signed out.
	 *
	 * @throws {Offline} when the server cannot be told; nothing is removed then
	 */
	async leave(): Promise<void> {
		const { session } = this;
		await endSession();
		this.state = { kind: 'out' };
		if (!session) return;
		forgetDrafts(session.me.person.id);
		await forgetPerson(session.me.practice.id, session.me.person.id);
	}
}

export const account = new Account();
