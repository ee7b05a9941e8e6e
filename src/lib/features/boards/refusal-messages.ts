import type { KeptRefusal } from '$lib/client/apply-kept.ts';
import { t } from '$lib/messages/messages.ts';
import type { Refusal, UpdateRefusal } from '#domain/refusal.ts';

/** A new refusal without a sentence does not compile. */
type Messages<R extends { code: string }> = {
	readonly [C in R['code']]: (refusal: Extract<R, { code: C }>) => string;
};

const RULES: Messages<KeptRefusal> = t.refusals;
const UPDATES: Messages<UpdateRefusal> = t.updateRefusals;

export function messageFor(refusal: Refusal | KeptRefusal): string {
	return (RULES[refusal.code] as (refusal: KeptRefusal) => string)(refusal);
}

/** What was wrong with an update that the server would not take; null for a code that this version has no word for. */
export function messageForUpdate(code: string): string | null {
	const message = Object.hasOwn(UPDATES, code) ? UPDATES[code as UpdateRefusal['code']] : null;
	return message ? message({ code } as never) : null;
}
