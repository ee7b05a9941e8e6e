import { WebSocketServer } from 'ws';

/**
 * A relay that knows nothing: what one socket says, all others hear. `raw` writes each frame to each receiver at
 * once; `batch` joins the frames of one turn of the event loop, which is as little work as fan-out can be.
 */
const [mode, port] = [process.argv[2], Number(process.argv[3])];
const server = new WebSocketServer({ port, host: '127.0.0.1', perMessageDeflate: false });
let waiting = [];

server.on('connection', (socket) => {
	socket.on('error', () => socket.terminate());
	socket.on('message', (frame) => {
		if (mode === 'raw') {
			for (const to of server.clients) if (to !== socket) to.send(frame);
			return;
		}
		if (waiting.length === 0) setImmediate(flush);
		waiting.push(frame);
	});
});

function flush() {
	const joined = Buffer.concat(waiting);
	waiting = [];
	for (const to of server.clients) to.send(joined);
}
