import type { Person, Role } from '#domain/access/can.ts';
import type { DepartmentId } from '#domain/board/departments.ts';
import type { Instant, PersonId } from '#domain/ids.ts';

export interface Practice {
	/** Random: tells two practices apart on a device that has seen both. */
	readonly id: string;
	readonly name: string;
	/** IANA name; decides what "today" and "overdue" mean. */
	readonly timeZone: string;
	/** Made by the demo: everything in it is invented. */
	readonly demo: boolean;
}

/** Somebody with a sign-in of their own. */
export interface Account extends Person {
	/** Lower-case, and nobody else's. */
	readonly email: string;
	/** 0 to 11, for life: colleagues learn to know each other's colour. */
	readonly colour: number;
	readonly disabled: boolean;
}

export interface NewAccount {
	readonly id: PersonId;
	readonly name: string;
	readonly email: string;
	readonly role: Role;
	/** False unless told otherwise. */
	readonly privacyOfficer?: boolean;
	readonly departments: readonly DepartmentId[];
	readonly passwordHash: string;
}

export interface Invitation {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly role: Role;
	readonly privacyOfficer: boolean;
	readonly departments: readonly DepartmentId[];
	readonly invitedBy: PersonId;
	readonly expiresAt: Instant;
}

/** What a manager decides about a person. */
export interface Standing {
	readonly name: string;
	readonly role: Role;
	readonly privacyOfficer: boolean;
	readonly departments: readonly DepartmentId[];
}

/** The practice, its people, and the invitations that are open. Every method is one transaction. */
export interface Accounts {
	practice(): Practice | null;

	/**
	 * Writes practice and first manager, and whatever `alongside` writes, or nothing of it.
	 *
	 * @returns false when there is a practice already; then `alongside` did not run.
	 */
	found(practice: Practice, manager: NewAccount, now: Instant, alongside: () => void): boolean;

	/** In the order they joined. */
	people(): readonly Account[];
	person(id: PersonId): Account | null;
	personByEmail(email: string): Account | null;

	/** @returns null for an unknown or disabled person, so that both get the same answer. */
	credentials(email: string): { readonly person: PersonId; readonly passwordHash: string } | null;

	/** @returns null when the e-mail is somebody's already. */
	add(person: NewAccount, now: Instant): Account | null;

	/** Writes without asking; whether the practice can do with it is for the caller to know, inside one transaction. */
	change(person: PersonId, to: Standing): void;
	/** Reset links for them and by them go with it. @param since null lets them in again. */
	setDisabled(person: PersonId, since: Instant | null): void;

	/** Replaces an open invitation to the same e-mail, whose link then stops working. */
	invite(invitation: Invitation, tokenHash: string, now: Instant): void;
	openInvitations(now: Instant): readonly Invitation[];
	openInvitation(tokenHash: string, now: Instant): Invitation | null;

	/** @returns false when there is no such open invitation. */
	withdraw(invitation: string): boolean;
	/** Those that this person handed out and nobody has used. */
	withdrawAllBy(person: PersonId): void;

	/** @returns null when the invitation is used, withdrawn or over, or its e-mail has become somebody's. */
	accept(tokenHash: string, person: PersonId, passwordHash: string, now: Instant): Account | null;
}
