/** A connection that reads along. */
export interface Member {
	/** Whether it asked for acknowledgements and live history. */
	readonly extended: boolean;
	/** Frames that are given together go out together. */
	send(...frames: Uint8Array[]): void;
	/** How many of its messages the room has seen. */
	readonly received: number;
	/** Everything it sent up to its n-th message is durable. */
	durable(upTo: number): void;
	/** What it sent and was not told to be durable is lost here; it will be asked for it again. */
	lost(): void;
	/** The lineage it has a replica of has ended. */
	retired(): void;
	/** The room can take updates again. */
	askAgain(stateVector: Uint8Array): void;
}
