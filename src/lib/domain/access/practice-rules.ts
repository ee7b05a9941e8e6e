import { ROLES, type Role } from './can.ts';

/** What the managers decided for everybody. */
export interface PracticeRules {
	/** Who has neither an authenticator app nor a passkey sets one up before anything else. */
	readonly secondFactorRequired: boolean;
	/** Minutes without a touch after which a screen locks, by role. */
	readonly idleMinutes: Readonly<Record<Role, number>>;
}

export const USUAL_RULES: PracticeRules = {
	secondFactorRequired: false,
	idleMinutes: { manager: 15, staff: 15, viewer: 15, none: 15 }
};

/** Longer, and a screen that somebody left is open through a break. */
export const MOST_IDLE_MINUTES = 60;

/** What is no rule, or out of bounds, is as it comes: a rule must hold whatever was once written. */
export function rulesFrom(written: Readonly<Record<string, unknown>>): PracticeRules {
	const idle = (written.idleMinutes ?? {}) as Partial<Record<Role, unknown>>;
	const minutes = (role: Role) => (isIdleMinutes(idle[role]) ? idle[role] : USUAL_RULES.idleMinutes[role]);
	return {
		secondFactorRequired: written.secondFactorRequired === true,
		idleMinutes: Object.fromEntries(ROLES.map((role) => [role, minutes(role)])) as Record<Role, number>
	};
}

export function isIdleMinutes(value: unknown): value is number {
	return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST_IDLE_MINUTES;
}
