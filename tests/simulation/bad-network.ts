import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** One line through the proxy: the client's half and the server's. */
interface Line {
	readonly client: Socket;
	readonly server: Socket;
}

type Direction = 'up' | 'down';

/**
 * A network between clients and a real server, in the test's hand. It never looks into what it carries: a fault falls
 * wherever in a frame it happens to fall.
 */
export class BadNetwork {
	readonly #proxy: Server;
	readonly #lines = new Set<Line>();
	readonly #forsaken = new Set<Line>();
	#still = false;
	#down = false;
	#trickle: NodeJS.Timeout | null = null;
	/** How many bytes more are let through that way before the lines are reset. */
	#resetAfter: { readonly direction: Direction; left: number } | null = null;

	private constructor(proxy: Server, port: number) {
		this.#proxy = proxy;
		proxy.on('connection', (client) => this.#join(client, connect(port, '127.0.0.1')));
	}

	static async before(url: string): Promise<BadNetwork> {
		const proxy = createServer().listen(0, '127.0.0.1');
		await once(proxy, 'listening');
		return new BadNetwork(proxy, Number(new URL(url).port));
	}

	/** Where clients find the server. */
	get url(): string {
		return `http://127.0.0.1:${(this.#proxy.address() as AddressInfo).port}`;
	}

	get lines(): number {
		return this.#lines.size;
	}

	/** Nothing comes through any more, either way, and nobody is told: a cable is pulled, or a train is in the tunnel. */
	stall(): void {
		this.#still = true;
		for (const line of this.#lines) both(line, (socket) => socket.pause());
	}

	/** What waited comes through now, in its order. */
	release(): void {
		this.#still = false;
		clearInterval(this.#trickle ?? undefined);
		this.#trickle = null;
		for (const line of this.#lines) both(line, (socket) => socket.resume());
	}

	/** The server's words come through one byte at a time. */
	trickle(everyMs: number): void {
		for (const { server } of this.#lines) server.pause();
		this.#trickle = setInterval(() => {
			// A byte that is read is carried as any other.
			for (const { server } of this.#lines) server.read(1);
		}, everyMs);
	}

	/** Both ends are told that the line is gone, and what was under way with it. */
	reset(): void {
		for (const line of [...this.#lines]) both(line, (socket) => socket.resetAndDestroy());
		this.#lines.clear();
	}

	/** There is no network. */
	goDown(): void {
		this.#down = true;
		this.reset();
	}

	comeUp(): void {
		this.#down = false;
	}

	/** Resets the lines in the middle of what goes that way next. */
	resetIn(direction: Direction, afterBytes: number): void {
		this.#resetAfter = { direction, left: afterBytes };
	}

	/** Nobody hears anything of these lines again; new ones work. */
	forsake(): void {
		for (const line of this.#lines) {
			both(line, (socket) => socket.removeAllListeners('data').removeAllListeners('close').pause());
			this.#forsaken.add(line);
		}
		this.#lines.clear();
	}

	async close(): Promise<void> {
		clearInterval(this.#trickle ?? undefined);
		this.reset();
		for (const line of this.#forsaken) both(line, (socket) => socket.destroy());
		this.#proxy.close();
		await once(this.#proxy, 'close');
	}

	#join(client: Socket, server: Socket): void {
		if (this.#down) return both({ client, server }, (socket) => socket.on('error', () => undefined).destroy());
		const line = { client, server };
		this.#lines.add(line);
		this.#carry(line, 'up', client, server);
		this.#carry(line, 'down', server, client);
		if (this.#still) both(line, (socket) => socket.pause());
	}

	#carry(line: Line, direction: Direction, from: Socket, to: Socket): void {
		from.on('data', (bytes: Buffer) => {
			const fault = this.#resetAfter;
			if (fault?.direction !== direction) return void to.write(bytes);
			if (fault.left <= 0) return;
			to.write(bytes.subarray(0, fault.left));
			fault.left -= bytes.length;
			if (fault.left > 0) return;
			// By then the half that came through has been read.
			setTimeout(() => {
				this.#resetAfter = null;
				this.reset();
			}, 20);
		});
		from.on('error', () => undefined);
		from.on('close', () => {
			this.#lines.delete(line);
			to.end();
		});
	}
}

function both({ client, server }: Line, what: (socket: Socket) => unknown): void {
	what(client);
	what(server);
}
