import type { Page, WebSocketRoute } from '@playwright/test';

type Tamper = (frame: Buffer) => Buffer;

/**
 * The cable between one page and the server, in the test's hand: it passes everything on until it is told to cut
 * the line, to swallow what the server says, or to change a frame on its way out.
 */
export class Wire {
	#state: 'through' | 'cut' | 'deaf' = 'through';
	#tamper: Tamper | null = null;
	readonly #open = new Set<WebSocketRoute>();
	/** How many frames have been changed. */
	tampered = 0;

	/** Before the page opens its board. */
	async attach(page: Page): Promise<void> {
		await page.routeWebSocket(/\/sync\//, (socket) => this.#connect(socket));
	}

	/** No line, as a restarting server leaves none. */
	async cut(): Promise<void> {
		this.#state = 'cut';
		await Promise.all([...this.#open].map((socket) => socket.close({ code: 1012 })));
	}

	mend(): void {
		this.#state = 'through';
	}

	/** The socket stays open and nothing comes in any more, as when a cable is pulled. */
	pull(): void {
		this.#state = 'deaf';
	}

	/** In the next frame that holds `word` it becomes `other`, of the same length. */
	falsifyNext(word: string, other: string): void {
		this.#tamper = (frame) => {
			const at = frame.indexOf(word);
			if (at < 0) return frame;
			this.#tamper = null;
			this.tampered += 1;
			const changed = Buffer.from(frame);
			changed.write(other, at);
			return changed;
		};
	}

	#connect(socket: WebSocketRoute): void {
		if (this.#state === 'cut') {
			void socket.close({ code: 1012 });
			return;
		}
		this.#open.add(socket);
		const server = socket.connectToServer();
		socket.onMessage((frame) => {
			const bytes = typeof frame === 'string' ? frame : this.#outgoing(Buffer.from(frame));
			if (this.#state === 'through') server.send(bytes);
		});
		server.onMessage((frame) => {
			if (this.#state === 'through') socket.send(frame);
		});
		socket.onClose((code, reason) => {
			this.#open.delete(socket);
			void server.close({ ...(code ? { code } : {}), ...(reason ? { reason } : {}) });
		});
		server.onClose((code, reason) => {
			this.#open.delete(socket);
			void socket.close({ ...(code ? { code } : {}), ...(reason ? { reason } : {}) });
		});
	}

	#outgoing(frame: Buffer): Buffer {
		return this.#tamper ? this.#tamper(frame) : frame;
	}
}
