/**
 * Who gets what from every route: one line a route. A route without a line fails the tests, and so does a line whose
 * route is gone.
 *
 * A line names an answer's status and who gets it. Whoever is not named gets 403 when signed in, and 401 when not.
 * The board asked for is the front desk's. What changes something is sent in a way that harms no later line: with a
 * body that is refused only once the right is there (422), or on something made for it.
 */
export const PEOPLE = {
	manager: 'manages the practice',
	desk: 'staff of the front desk',
	billing: 'staff of another department',
	viewer: 'viewer of the front desk',
	officer: 'privacy officer and nothing else',
	none: 'no role on any board',
	emergency: 'staff of another department, with emergency access to the front desk',
	locked: 'staff of the front desk whose screen is locked',
	disabled: 'was staff of the front desk; still has the cookie',
	nobody: 'no cookie'
} as const;

export type Who = keyof typeof PEOPLE;

export const EVERYBODY = Object.keys(PEOPLE) as Who[];
export const SIGNED_OUT: readonly Who[] = ['locked', 'disabled', 'nobody'];
export const SIGNED_IN = EVERYBODY.filter((who) => !SIGNED_OUT.includes(who));

/** Who reads the front desk's board, and who writes on it. */
export const READS: readonly Who[] = ['manager', 'desk', 'viewer', 'emergency'];
export const WRITES: readonly Who[] = ['manager', 'desk', 'emergency'];
const READS_RECORD: readonly Who[] = ['manager', 'officer'];

/** Signed in, but for these. */
const rest = (...named: (readonly Who[])[]) => SIGNED_IN.filter((who) => !named.flat().includes(who));

export interface Line {
	readonly answers: Readonly<Record<number, readonly Who[]>>;
	readonly body?: unknown | ((who: Who) => unknown);
	/** What stands in the address in the place of a parameter; `{session}` is what the test knows under that name. */
	readonly with?: Readonly<Record<string, string>>;
	/** Ends the session that it is asked with, so each asks with one of their own. */
	readonly endsSession?: true;
	/** What the front desk's staff get for something of another board, asked for through their own. */
	readonly across?: number;
}

export const MATRIX: Readonly<Record<string, Line>> = {
	// Whoever runs the server, and the client's files.
	'GET /healthz': { answers: { 200: EVERYBODY } },
	'GET /readyz': { answers: { 200: EVERYBODY } },
	'GET /metrics': { answers: { 200: EVERYBODY } },
	'GET /*': { answers: { 404: EVERYBODY }, with: { '*': 'no-such-file.js' } },

	// Coming in.
	'GET /api/practice': { answers: { 200: EVERYBODY } },
	'POST /api/setup': { answers: { 410: EVERYBODY }, body: {} },
	'GET /api/session': { answers: { 200: EVERYBODY } },
	'POST /api/session': { answers: { 401: EVERYBODY }, body: (who: Who) => ({ email: `${who}@nowhere.test` }) },
	'DELETE /api/session': { answers: { 204: EVERYBODY }, endsSession: true },
	'POST /api/session/code': { answers: { 401: EVERYBODY }, body: { code: '123456' } },
	// The test's server has a bare address, for which there are no passkeys.
	'POST /api/session/passkey/options': { answers: { 409: EVERYBODY }, body: {} },
	'POST /api/session/passkey': { answers: { 422: EVERYBODY }, body: {} },
	'POST /api/session/second-passkey/options': { answers: { 401: EVERYBODY }, body: {} },
	'POST /api/session/second-passkey': { answers: { 422: EVERYBODY }, body: {} },
	'POST /api/reset/open': { answers: { 410: EVERYBODY }, body: {} },
	'POST /api/reset': { answers: { 410: EVERYBODY }, body: {} },
	'GET /api/me': { answers: { 200: SIGNED_IN } },
	'POST /api/invitations/open': { answers: { 410: EVERYBODY }, body: {} },
	'POST /api/invitations/accept': { answers: { 410: EVERYBODY }, body: {} },

	// One's own account; what changes how one signs in asks for the password first (403).
	'GET /api/account': { answers: { 200: SIGNED_IN } },
	'POST /api/account/confirm': { answers: { 422: SIGNED_IN }, body: {} },
	'POST /api/account/password': { answers: { 422: SIGNED_IN }, body: {} },
	'POST /api/account/recovery-codes': { answers: { 403: SIGNED_IN } },
	'POST /api/account/app': { answers: { 403: SIGNED_IN }, body: {} },
	'POST /api/account/app/confirm': { answers: { 403: SIGNED_IN }, body: {} },
	'DELETE /api/account/app': { answers: { 403: SIGNED_IN } },
	'POST /api/account/passkeys/options': { answers: { 403: SIGNED_IN }, body: {} },
	'POST /api/account/passkeys': { answers: { 403: SIGNED_IN }, body: {} },
	'PUT /api/account/passkeys/:id': { answers: { 404: SIGNED_IN }, body: { name: 'Mine' } },
	'DELETE /api/account/passkeys/:id': { answers: { 403: SIGNED_IN } },
	'GET /api/account/sessions': { answers: { 200: SIGNED_IN } },
	'DELETE /api/account/sessions': { answers: { 204: SIGNED_IN } },
	// A colleague's, by an id that is right.
	'DELETE /api/account/sessions/:id': { answers: { 404: SIGNED_IN }, with: { id: '{session}' } },

	// A shared desk.
	'POST /api/session/lock': { answers: { 204: [...SIGNED_IN, 'locked'] }, endsSession: true },
	'GET /api/session/locked': { answers: { 200: ['locked'], 401: SIGNED_IN } },
	'POST /api/session/unlock': { answers: { 200: SIGNED_IN, 422: ['locked'] }, body: {} },
	'POST /api/session/extend': { answers: { 204: SIGNED_IN } },
	'GET /api/session/pin': { answers: { 200: SIGNED_IN } },
	'PUT /api/session/pin': { answers: { 422: SIGNED_IN }, body: {} },
	'GET /api/session/key': { answers: { 200: SIGNED_IN } },
	'GET /api/sealing-key': { answers: { 200: EVERYBODY } },
	'POST /api/sealed/open': { answers: { 422: SIGNED_IN }, body: {} },
	'GET /api/devices': { answers: { 200: ['manager'] } },
	'POST /api/devices/trust': { answers: { 404: ['manager'] }, body: { session: 'none' } },
	'DELETE /api/devices/:device': { answers: { 404: ['manager'] }, with: { device: 'none' } },

	// Screens on the wall; a screen is nobody, and asks with a token of its own.
	'POST /api/tv/pairing': { answers: { 201: EVERYBODY } },
	'GET /api/tv': { answers: { 401: EVERYBODY } },
	'GET /api/tv/stream': { answers: { 401: EVERYBODY } },
	'GET /api/walls': { answers: { 200: ['manager'] } },
	'POST /api/walls/asking': { answers: { 422: ['manager'] }, body: {} },
	'POST /api/walls': { answers: { 422: ['manager'] }, body: {} },
	'PUT /api/walls/:wall': { answers: { 404: ['manager'] }, body: {}, with: { wall: 'none' } },
	'POST /api/walls/:wall/reading-line': { answers: { 404: ['manager'] }, with: { wall: 'none' } },
	'DELETE /api/walls/:wall': { answers: { 404: ['manager'] }, with: { wall: 'none' } },

	// People and the practice.
	'GET /api/people': { answers: { 200: SIGNED_IN } },
	'PATCH /api/people/:person': { answers: { 200: ['manager'] }, body: {} },
	'POST /api/people/:person/disable': { answers: { 200: ['manager'] } },
	'POST /api/people/:person/enable': { answers: { 200: ['manager'] } },
	'POST /api/people/:person/reset-link': { answers: { 201: ['manager'] }, body: {} },
	'GET /api/invitations': { answers: { 200: ['manager'] } },
	'POST /api/invitations': { answers: { 422: ['manager'] }, body: {} },
	'DELETE /api/invitations/:id': { answers: { 204: ['manager'] } },
	'GET /api/notices': { answers: { 200: ['manager'] } },
	'DELETE /api/notices/:notice': { answers: { 204: ['manager'] } },
	'GET /api/rules': { answers: { 200: SIGNED_IN } },
	'PUT /api/rules': { answers: { 200: ['manager'] }, body: {} },

	// The record.
	'POST /api/record/search': { answers: { 200: READS_RECORD }, body: {} },
	'POST /api/record/csv': { answers: { 200: READS_RECORD }, body: {} },
	'POST /api/record/patient-cards': { answers: { 200: READS_RECORD }, body: {} },
	'POST /api/record/mine': { answers: { 200: SIGNED_IN }, body: {} },

	// Boards.
	'GET /api/boards': { answers: { 200: SIGNED_IN } },
	'GET /api/boards/:board/cards/:card/history': { answers: { 200: READS, 404: rest(READS) }, across: 200 },
	'POST /api/search': { answers: { 200: SIGNED_IN }, body: { words: 'canary' } },
	'GET /api/boards/:board/archive/:archived': { answers: { 200: READS, 404: rest(READS) }, across: 404 },
	'POST /api/boards/:board/archive/:archived/restore': {
		answers: { 200: WRITES, 403: ['viewer'], 404: rest(READS) },
		across: 404
	},
	'GET /api/boards/:board/lineages/:lineage': { answers: { 200: READS, 404: rest(READS) }, across: 404 },
	'GET /api/boards/:board/hand-over': { answers: { 200: WRITES, 403: ['viewer'], 404: rest(READS) } },
	// Without a word of where to: nobody's card leaves.
	'POST /api/boards/:board/cards/:card/hand-over': {
		answers: { 422: WRITES, 403: ['viewer'], 404: rest(READS) },
		body: {},
		across: 422
	},
	'POST /api/boards/:board/restore': {
		answers: { 422: ['manager'], 403: ['desk', 'viewer', 'emergency'], 404: rest(READS) },
		body: {}
	},
	// Huddles; who gets those of one department is told in their own tests.
	'GET /api/huddles': { answers: { 200: SIGNED_IN } },
	'GET /api/huddles/:huddle': { answers: { 404: SIGNED_IN }, with: { huddle: 'none' } },
	'POST /api/huddles': { answers: { 404: SIGNED_IN }, body: { plan: 'none' } },
	'POST /api/huddles/plans': { answers: { 422: ['manager'] }, body: {} },
	'PUT /api/huddles/plans/:plan': { answers: { 404: ['manager'] }, body: {}, with: { plan: 'none' } },
	'DELETE /api/huddles/plans/:plan': { answers: { 404: ['manager'] }, with: { plan: 'none' } },
	'GET /api/emergency/boards': { answers: { 200: SIGNED_IN } },
	'POST /api/boards/:board/break-glass': { answers: { 422: ['billing'], 409: READS }, body: {} },
	'DELETE /api/boards/:board/break-glass': {
		answers: { 204: ['emergency'], 404: rest(['emergency']) },
		with: { board: 'clinical-team' }
	}
};
