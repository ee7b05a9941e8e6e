import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

const scratch = Buffer.allocUnsafe(256 * 1024);

const [BINARY, PING, PONG] = [2, 9, 10];

/**
 * A WebSocket client that costs the load generator next to nothing: all of them read into one buffer, and only those
 * who were told to look at what comes. Writes each frame as one that has been made before.
 */
export class Ear {
	readonly #socket: Socket;
	#head = '';
	#open = false;
	#opened = Promise.withResolvers<void>();
	/** Bytes of the frame under way that are still to come. */
	#rest = 0;
	#opcode = 0;
	#begun: Buffer[] = [];
	#split = Buffer.alloc(0);
	hear: ((frame: Uint8Array) => void) | null = null;
	bytes = 0;

	constructor(port: number, path: string, headers: Readonly<Record<string, string>>) {
		const onread = {
			buffer: scratch,
			callback: (size: number) => {
				this.bytes += size;
				this.#take(scratch.subarray(0, size));
				return true;
			}
		};
		this.#socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
		this.#socket.on('error', (error) => this.#opened.reject(error));
		const asked = { Host: `127.0.0.1:${port}`, Connection: 'Upgrade', Upgrade: 'websocket', ...headers };
		const key = randomBytes(16).toString('base64');
		const lines = Object.entries({ ...asked, 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': key });
		this.#socket.write(`GET ${path} HTTP/1.1\r\n${lines.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`);
	}

	opened(): Promise<void> {
		return this.#opened.promise;
	}

	write(frame: Uint8Array): void {
		this.#socket.write(frame);
	}

	/** Hears nothing from now on, and leaves the bytes where they are. */
	stopReading(): void {
		this.#socket.pause();
	}

	readOn(): void {
		this.#socket.resume();
	}

	get isOpen(): boolean {
		return this.#open && !this.#socket.destroyed;
	}

	close(): void {
		this.#open = false;
		this.#socket.destroy();
	}

	#take(chunk: Buffer): void {
		if (this.#open) return this.#frames(chunk);
		this.#head += chunk.toString('latin1');
		const end = this.#head.indexOf('\r\n\r\n');
		if (end === -1) return;
		if (!this.#head.startsWith('HTTP/1.1 101')) return this.#opened.reject(new Error(this.#head.split('\r\n')[0]));
		this.#open = true;
		this.#opened.resolve();
		const after = Buffer.from(this.#head.slice(end + 4), 'latin1');
		if (after.length > 0) this.#frames(after);
	}

	#frames(chunk: Buffer): void {
		let at = 0;
		while (at < chunk.length) {
			if (this.#rest === 0) {
				const header = this.#header(chunk, at);
				if (header === null) return;
				at = header;
				if (this.#rest > 0) continue;
				this.#whole();
				continue;
			}
			const size = Math.min(this.#rest, chunk.length - at);
			if (this.hear || this.#opcode === PING) this.#begun.push(Buffer.from(chunk.subarray(at, at + size)));
			this.#rest -= size;
			at += size;
			if (this.#rest === 0) this.#whole();
		}
	}

	/** @returns where the payload begins; null when the header itself is not all here. */
	#header(chunk: Buffer, at: number): number | null {
		const before = this.#split.length;
		const bytes = before > 0 ? Buffer.concat([this.#split, chunk.subarray(at)]) : chunk.subarray(at);
		const short = bytes.length < 2 ? 0 : bytes[1]! & 0x7f;
		const length = short === 126 ? 4 : short === 127 ? 10 : 2;
		if (bytes.length < length) {
			this.#split = Buffer.from(bytes);
			return null;
		}
		this.#split = Buffer.alloc(0);
		this.#opcode = bytes[0]! & 0x0f;
		this.#rest = length === 2 ? short : length === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
		return at + length - before;
	}

	#whole(): void {
		if (this.#opcode === PING) this.write(masked(Buffer.concat(this.#begun), PONG));
		else if (this.#opcode === BINARY) this.hear?.(Buffer.concat(this.#begun));
		this.#begun = [];
	}
}

/** A client's frame; the mask of zeros leaves the bytes as they are. */
export function masked(payload: Uint8Array, opcode = BINARY): Buffer {
	const long = payload.length > 125;
	const header = Buffer.alloc(long ? 8 : 6);
	header[0] = 0x80 | opcode!;
	header[1] = 0x80 | (long ? 126 : payload.length);
	if (long) header.writeUInt16BE(payload.length, 2);
	return Buffer.concat([header, payload]);
}
