import type { DepartmentId } from '#domain/board/departments.ts';
import type { Instant, PersonId } from '#domain/ids.ts';
import type { Account, Accounts } from '../../ports/accounts.ts';
import type { BoardDirectory } from '../../ports/boards.ts';
import { hashPassword } from './passwords.ts';
import { hashToken, newId, newToken, sameHash } from './tokens.ts';

export interface Founding {
	readonly practice: { readonly name: string; readonly timeZone: string };
	readonly manager: { readonly name: string; readonly email: string; readonly password: string };
	readonly departments: readonly DepartmentId[];
}

export interface SetupDeps {
	readonly accounts: Accounts;
	readonly boards: BoardDirectory;
	readonly now: () => Instant;
	readonly demo: boolean;
}

/** The one act that needs no sign-in; whoever holds the link from the server's terminal may do it, once. */
export interface Setup {
	/** For the link; null when the practice is set up. Made anew at every start, and only its hash is kept. */
	readonly token: string | null;
	/** Asked of the store each time: another request may just have done it. */
	isOver(): boolean;
	accepts(token: string): boolean;
	/**
	 * @param alongside what is written together with the practice, or not at all.
	 * @returns null when somebody else was faster; then nothing was written.
	 */
	found(founding: Founding, alongside?: (manager: PersonId) => void): Promise<Account | null>;
}

export function createSetup({ accounts, boards, now, demo }: SetupDeps): Setup {
	const token = accounts.practice() ? null : newToken();
	const expected = hashToken(token ?? newToken());
	const isOver = () => accounts.practice() !== null;
	return {
		token,
		isOver,
		accepts: (offered) => sameHash(hashToken(offered), expected),
		async found({ practice, manager, departments }, alongside) {
			const { password, ...person } = manager;
			const id = newId('p') as PersonId;
			const passwordHash = await hashPassword(password);
			const chosen = [...new Set(departments)];
			const founded = accounts.found(
				{ id: newId('x'), ...practice, demo },
				{ id, ...person, role: 'manager', departments: chosen, passwordHash },
				now(),
				() => {
					boards.create(chosen, now());
					alongside?.(id);
				}
			);
			return founded ? accounts.person(id) : null;
		}
	};
}
