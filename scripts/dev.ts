/**
 * The server with Vite in it, on one port: pages come from the sources and change as they are saved.
 * Run by `node --watch`, which starts it anew when a file of the server changes.
 */
import type http from 'node:http';
import { createServer, type ViteDevServer } from 'vite';
import { ConfigError, readConfig, type Config } from '../server/config.ts';
import { startServer } from '../server/serve.ts';

let vite: ViteDevServer | undefined;

const server = await startServer(configOrExit(), { devMiddleware });

process.stdout.write(`Daybreak is running at ${server.url}, with hot reload\n`);
if (server.setupLink) process.stdout.write(`Set up a practice: ${server.setupLink}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => void leave());
}

async function devMiddleware(httpServer: http.Server) {
	vite = await createServer({
		server: { middlewareMode: true, hmr: { server: httpServer } },
		clearScreen: false
	});
	return vite.middlewares;
}

async function leave() {
	await vite?.close();
	await server.close();
	process.exit(0);
}

function configOrExit(): Config {
	try {
		return readConfig(process.env);
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		process.stderr.write(`${error.lines.join('\n')}\n`);
		process.exit(1);
	}
}
