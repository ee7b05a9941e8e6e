import type { Instant, PersonId } from '#domain/ids.ts';
import type { Emergencies } from '../../ports/emergencies.ts';

const LOOK_EVERY_MS = 1_000;

export interface EndingDeps {
	readonly emergencies: Pick<Emergencies, 'open'>;
	/** Has the person's open sockets judged anew. */
	readonly personChanged: (person: PersonId) => void;
	readonly now: () => Instant;
}

/**
 * Closes the boards of emergencies that are over. Whoever asks anew is refused anyway; an open socket asks nothing. By
 * the wall clock, since a timer set for an hour would wait longer on a machine that slept.
 *
 * @returns a function that stops it.
 */
export function endEmergencies({ emergencies, personChanged, now }: EndingDeps): () => void {
	let open = emergencies.open(now());
	const timer = setInterval(() => {
		const before = open;
		open = emergencies.open(now());
		const over = before.filter(({ id }) => !open.some((other) => other.id === id));
		for (const person of new Set(over.map((emergency) => emergency.person))) personChanged(person);
	}, LOOK_EVERY_MS).unref();
	return () => clearInterval(timer);
}
