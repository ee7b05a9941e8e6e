import type { PracticeRecord, Witness } from '../ports/record.ts';
import type { SignedIn } from '../ports/sessions.ts';
import type { Connection, Peer } from './connection.ts';

/** What every handler can read from its context. */
export interface AppEnv {
	Bindings: {
		/** The other end of the TCP connection, as the operating system names it. */
		readonly peer: Peer;
	};
	Variables: {
		connection: Connection;
		/** This request's id, in the log and in the problem document alike. */
		request: string;
		session: SignedIn | null;
		/** Whose screen is locked here; then nobody is signed in. */
		locked: SignedIn | null;
		record: PracticeRecord;
		witness: Witness;
	};
}
