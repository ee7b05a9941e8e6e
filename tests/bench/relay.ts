import { WebSocketServer, type WebSocket } from 'ws';

/**
 * A relay that knows nothing: what one socket says, all others hear. `raw` writes each frame to each receiver at
 * once; `batch` joins the frames of one turn of the event loop, which is as little work as fan-out can be.
 */
const [mode, port] = [process.argv[2], Number(process.argv[3])];
const server = new WebSocketServer({ port, host: '127.0.0.1', perMessageDeflate: false });
let waiting: { readonly from: WebSocket; readonly frame: Buffer }[] = [];

server.on('connection', (socket) => {
	socket.on('error', () => socket.terminate());
	socket.on('message', (frame: Buffer) => {
		if (mode === 'raw') return relay(socket, frame);
		if (waiting.length === 0) setImmediate(flush);
		waiting.push({ from: socket, frame });
	});
});

function relay(from: WebSocket, frame: Buffer): void {
	for (const to of server.clients) if (to !== from) to.send(frame);
}

function flush(): void {
	const frames = waiting;
	waiting = [];
	const joined = Buffer.concat(frames.map(({ frame }) => frame));
	for (const to of server.clients) to.send(joined);
}
