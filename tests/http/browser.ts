import type { Peer } from '../../server/http/connection.ts';

export type Ask = (path: string, init: RequestInit, peer: Peer) => Promise<Response>;

export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test says by its expectations what an answer holds
	readonly body: any;
	readonly text: string;
}

/** Keeps cookies and sends what a browser on our own pages sends. */
export class Browser {
	readonly #ask: Ask;
	readonly #peer: Peer;
	readonly cookies = new Map<string, string>();
	headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' };

	constructor(ask: Ask, address = '127.0.0.1', encrypted = !address.startsWith('127.')) {
		this.#ask = ask;
		this.#peer = { address, encrypted };
	}

	get = (path: string) => this.send('GET', path);
	patch = (path: string, body: unknown) => this.send('PATCH', path, JSON.stringify(body));
	delete = (path: string) => this.send('DELETE', path);
	put = (path: string, body: unknown) => this.send('PUT', path, JSON.stringify(body));
	post = (path: string, body: unknown) => this.send('POST', path, JSON.stringify(body));

	async send(method: string, path: string, body?: string): Promise<Answer> {
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const headers = { ...this.headers, ...(cookie && { cookie }), ...(body && { 'Content-Type': 'application/json' }) };
		const response = await this.#ask(path, { method, headers, body }, this.#peer);
		this.#keep(response.headers.getSetCookie());
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json');
		return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
	}

	#keep(setCookies: readonly string[]): void {
		for (const setCookie of setCookies) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(setCookie) ?? [];
			if (setCookie.includes('Max-Age=0')) this.cookies.delete(name);
			else this.cookies.set(name, value);
		}
	}
}
