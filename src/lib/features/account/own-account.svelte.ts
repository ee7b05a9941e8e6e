import { Problem } from '$lib/client/api.ts';
import { confirmPassword, ownAccount, ownSessions, type OwnAccount, type OwnSession } from '$lib/client/sign-in-api.ts';
import { sentenceFor } from './problem-words.ts';

/** A little shorter than the server's, so that nothing begins that it will not let end. */
const CONFIRMED_MS = 5 * 60_000;

/** The person's way in as their page shows it, and the password that comes before every change of it. */
export class OwnAccountPage {
	account = $state.raw<OwnAccount | null>(null);
	sessions = $state.raw<readonly OwnSession[]>([]);
	/** What did not work last, outside of any form. */
	trouble = $state('');
	/** What waits for the password. */
	waiting = $state.raw<(() => Promise<void>) | null>(null);
	/** New codes that nobody has seen yet. */
	codes = $state.raw<readonly string[] | null>(null);
	#confirmedUntil = 0;

	async read(): Promise<void> {
		try {
			[this.account, this.sessions] = await Promise.all([ownAccount(), ownSessions()]);
			this.trouble = '';
		} catch (error) {
			this.trouble = sentenceFor(error);
		}
	}

	/** Does it and shows what is so afterwards; where the server wants the password first, that is asked and it is done then. */
	change = async (work: () => Promise<void>): Promise<void> => {
		this.trouble = '';
		try {
			await work();
		} catch (error) {
			if (error instanceof Problem && error.code === 'confirm-first') this.waiting = () => this.change(work);
			else this.trouble = sentenceFor(error);
			return;
		}
		await this.read();
	};

	/** Asks for the password, unless it was just typed, before something begins that would be in vain without it. */
	unlockThen(work: () => void): void {
		if (Date.now() < this.#confirmedUntil) work();
		else this.waiting = async () => work();
	}

	/** @throws {Problem} when it is not the password */
	async confirm(password: string): Promise<void> {
		await confirmPassword(password);
		this.#confirmedUntil = Date.now() + CONFIRMED_MS;
		const work = this.waiting;
		this.waiting = null;
		await work?.();
	}
}
