/** What the server said no with (RFC 9457). `title` is a sentence that a person can act on, in the page's language. */
export class Problem extends Error {
	readonly status: number;
	/** The refusal's or the rule's word, for the caller to branch on; null for most bugs. */
	readonly code: string | null;
	readonly title: string;
	readonly detail: string | null;
	/** The field at fault, as a path into what was sent: `manager.email`. */
	readonly field: string | null;
	/** What to quote when reporting a fault on the server's side. */
	readonly request: string | null;

	constructor(status: number, body: Record<string, unknown>) {
		const title = text(body.title) ?? `HTTP ${status}`;
		super(title);
		this.name = 'Problem';
		this.status = status;
		this.title = title;
		this.code = text(body.code);
		this.detail = text(body.detail);
		this.field = text(body.field);
		this.request = text(body.request);
	}

	/** The session is over: what this person's screen shows must go. */
	get signedOut(): boolean {
		return this.status === 401 && this.code !== 'sign-in-failed' && !this.locked;
	}

	/** The screen is locked: what it shows must go until its person is back. */
	get locked(): boolean {
		return this.status === 401 && this.code === 'locked';
	}
}

/** The server could not be reached, or something between us and it answered in its place. Trying again may help. */
export class Offline extends Error {
	readonly kind = 'offline';

	constructor(cause?: unknown) {
		super('offline', { cause });
		this.name = 'Offline';
	}
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
