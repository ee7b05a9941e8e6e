import { isId } from '#domain/ids.ts';

/** Checks of plain values, as a client may write them into a document. */

export const word = (allowed: readonly string[]) => (value: unknown) => allowed.some((one) => one === value);
export const instant = (value: unknown) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
export const id = (value: unknown) => isId(value);

/** A plain object with exactly these fields; `__proto__` in a decoded value changes its prototype, so that is looked at. */
export function record(
	value: unknown,
	fields: Record<string, (value: unknown) => boolean>,
	optional: readonly string[] = []
): boolean {
	if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
	const given = value as Record<string, unknown>;
	const known = Object.keys(given).every((key) => Object.hasOwn(fields, key));
	return (
		known &&
		Object.entries(fields).every(([key, valid]) =>
			Object.hasOwn(given, key) ? valid(given[key]) : optional.includes(key)
		)
	);
}
