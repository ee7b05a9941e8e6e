/** What a wall hears, each by the name of its event. */
export type WallEvent = 'view' | 'beat' | 'gone';

/** The client gives a stream up after a while without a word, so it asks for a new one at most so fast by itself. */
const RETRY_MS = 2_000;

const encoder = new TextEncoder();

/**
 * One screen's stream of server-sent events. A screen that reads slowly misses views but the newest, and holds no more
 * than that in memory.
 */
export class WallStream {
	readonly body: ReadableStream<Uint8Array>;
	#controller!: ReadableStreamDefaultController<Uint8Array>;
	#waiting: Uint8Array | null = null;
	#last = '';
	#open = true;

	constructor(onclose: () => void) {
		this.body = new ReadableStream<Uint8Array>(
			{
				start: (controller) => void (this.#controller = controller),
				pull: () => this.#sendWaiting(),
				cancel: () => {
					this.#open = false;
					onclose();
				}
			},
			{ highWaterMark: 4 }
		);
		this.#enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`));
	}

	/**
	 * @param view as JSON; the same as the one before says nothing new.
	 * @param beat goes before the first view, so that a screen knows the server's time when it shows one.
	 */
	view(view: string, beat: string): void {
		if (this.#last === '') this.beat(beat);
		if (view === this.#last) return;
		this.#last = view;
		this.#waiting = frame('view', view);
		if (this.#hasRoom) this.#sendWaiting();
	}

	beat(data: string): void {
		if (this.#hasRoom) this.#enqueue(frame('beat', data));
	}

	/** Says that this screen shows nothing any more, and ends. */
	end(event: WallEvent | null): void {
		if (!this.#open) return;
		if (event) this.#enqueue(frame(event, '{}'));
		this.#open = false;
		this.#controller.close();
	}

	get #hasRoom(): boolean {
		return this.#open && (this.#controller.desiredSize ?? 0) > 0;
	}

	#sendWaiting(): void {
		const waiting = this.#waiting;
		this.#waiting = null;
		if (waiting) this.#enqueue(waiting);
	}

	#enqueue(bytes: Uint8Array): void {
		if (this.#open) this.#controller.enqueue(bytes);
	}
}

const frame = (event: WallEvent, data: string): Uint8Array => encoder.encode(`event: ${event}\ndata: ${data}\n\n`);
