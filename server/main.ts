import { ConfigError, readConfig, type Config } from './config.ts';
import { framesOf, standardLog } from './ops/log.ts';
import { startServer, type RunningServer } from './serve.ts';

const log = standardLog();

// Node would print the error's message, which may quote anything. What is half done is not trusted: the process ends.
process.on('uncaughtException', (error) => {
	log('error', 'process.failed', { code: error.name, where: framesOf(error) });
	process.exit(1);
});

const config = readConfigOrExit();
const server = await startOrExit(config);

// Before anything is printed: whoever reads the address may stop the server at once.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => void server.close().then(() => process.exit(0)));
}

say(`Daybreak is running at ${server.url}`);
if (server.warning) say(`\n${server.warning}\n`);
if (server.setupLink) {
	say(`\nSet up your practice with this link. It works once, and until the next start:\n\n  ${server.setupLink}\n`);
}

function readConfigOrExit(): Config {
	try {
		return readConfig(process.env);
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		return exitSaying(
			`Daybreak cannot start with these settings:\n${error.lines.map((line) => `  ${line}`).join('\n')}`
		);
	}
}

async function startOrExit(config: Config): Promise<RunningServer> {
	try {
		return await startServer(config, { log });
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === 'EADDRINUSE') {
			return exitSaying(
				`Port ${config.port} is in use. Stop what uses it, or choose another: PORT=${config.port + 1} npm start`
			);
		}
		if (code === 'EACCES') return exitSaying(`Not allowed: ${message}. Choose a port above 1023, or another DATA_DIR.`);
		return exitSaying(`Daybreak could not start: ${message}`);
	}
}

function exitSaying(sentence: string): never {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

function say(sentence: string): void {
	process.stdout.write(`${sentence}\n`);
}
