import { KeyRing, type RingParts } from './key-ring.ts';
import { isSameOwner, type Owner } from './local-names.ts';

/** A person's keys, as one page hands them to the next. */
export interface HandOver {
	readonly owner: Owner;
	readonly ring: RingParts;
}

/** There is no key to this person's copies here: they are locked, or somebody else's. */
export class NoKey extends Error {
	constructor() {
		super('there is no key here');
		this.name = 'NoKey';
	}
}

/** Holds the keys of the person who is signed in, in this page's memory and nowhere else. */
export class Vault {
	#held: { readonly owner: Owner; readonly ring: KeyRing } | null = null;

	put(owner: Owner, ring: KeyRing): void {
		this.#held = { owner, ring };
	}

	drop(): void {
		this.#held = null;
	}

	ring(owner: Owner): KeyRing | null {
		return this.#held && isSameOwner(this.#held.owner, owner) ? this.#held.ring : null;
	}

	/** @throws {NoKey} */
	ringFor(owner: Owner): KeyRing {
		const ring = this.ring(owner);
		if (!ring) throw new NoKey();
		return ring;
	}

	get handOver(): HandOver | null {
		return this.#held && { owner: this.#held.owner, ring: this.#held.ring.parts };
	}

	take({ owner, ring }: HandOver): void {
		this.put(owner, new KeyRing(ring));
	}
}

/** This page's. */
export const vault = new Vault();
