import type { Instant, PersonId } from '#domain/ids.ts';

/** Where people have signed in before: browsers and networks, each under a name that says nothing of its token. */
export interface KnownPlaces {
	/** Whether this person signed in there at `since` or later; null asks for anybody. */
	isKnown(place: string, person: PersonId | null, since: Instant): boolean;
	/** Also forgets, for everybody, places last seen before `forget`. */
	remember(place: string, person: PersonId, now: Instant, forget: Instant): void;
	/** Forgets all of a person's but one. */
	forgetOthers(person: PersonId, kept: string | null): void;
}
