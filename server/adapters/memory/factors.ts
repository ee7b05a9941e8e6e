import type { Factors } from '../../ports/factors.ts';

/** Which codes were used is remembered until the process ends; nothing else can be changed. */
export function memoryFactors(stored: Factors, refuse: () => never): Factors {
	const steps = new Map<string, number>();
	return {
		...stored,
		useStep(person, step) {
			if ((steps.get(person) ?? 0) >= step) return false;
			steps.set(person, step);
			return true;
		},
		// Which ones there are can only be asked by using one, so none is let in twice by letting none in.
		useRecoveryCode: () => false,
		passkeyUsed: () => undefined,
		...{ putApp: refuse, removeApp: refuse, putRecoveryCodes: refuse, addPasskey: refuse },
		...{ renamePasskey: refuse, removePasskey: refuse, clear: refuse }
	};
}
