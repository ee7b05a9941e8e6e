/** When somebody last touched a key or the pointer here, in any tab, and what that means. Times are this device's, in ms. */
export interface IdleRule {
	readonly at: number;
	readonly limitMs: number;
	/** When the session ends, touched or not. */
	readonly endsAt: number;
}

/** How long before the limit the screen says so. */
export const WARN_MS = 20_000;

const KEY = 'daybreak:idle';

export interface IdleStanding {
	readonly kind: 'active' | 'warning' | 'over';
	/** Until it is over. */
	readonly leftMs: number;
}

/** A device's clock may be set back: a touch in the future is as far from now as one in the past. */
export function idleStanding({ at, limitMs, endsAt }: IdleRule, nowMs: number): IdleStanding {
	const leftMs = Math.max(0, Math.min(limitMs - Math.abs(nowMs - at), endsAt - nowMs));
	return { kind: leftMs === 0 ? 'over' : leftMs <= WARN_MS ? 'warning' : 'active', leftMs };
}

/** Shared by the tabs; read anew each time, since another tab may have been touched. */
export function readIdle(): IdleRule | null {
	try {
		const rule = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<IdleRule> | null;
		const whole = rule && [rule.at, rule.limitMs, rule.endsAt].every(Number.isFinite);
		return whole ? (rule as IdleRule) : null;
	} catch {
		return null;
	}
}

export function writeIdle(rule: IdleRule): void {
	try {
		localStorage.setItem(KEY, JSON.stringify(rule));
	} catch {
		// Without a storage each tab has its own server-side limit still.
	}
}

export function forgetIdle(): void {
	try {
		localStorage.removeItem(KEY);
	} catch {
		// A forbidden storage holds nothing.
	}
}

/** Somebody touched something. Once it is over, a touch changes nothing: whose it is would have to be asked. */
export function touch(nowMs: number): void {
	const rule = readIdle();
	if (rule && idleStanding(rule, nowMs).kind !== 'over') writeIdle({ ...rule, at: nowMs });
}
