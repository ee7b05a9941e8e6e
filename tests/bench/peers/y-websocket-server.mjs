import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';

/**
 * Its own server as it is. It keeps nothing by itself; given a file with updates, boards are read from there by the hook
 * that it has for this: one row an update, as its LevelDB adapter keeps them.
 */
const [file, port] = [process.argv[2], process.argv[3]];

// It and its protocol would each load a Yjs of their own, of which neither takes the other's documents.
registerHooks({ resolve: (name, context, next) => next(name === 'yjs' ? '@y/y' : name, context) });
const { setPersistence } = await import('@y/websocket-server/utils');
const Y = await import('@y/y');

if (existsSync(file)) {
	const rows = new Database(file).prepare('SELECT update_ FROM updates WHERE name = ? ORDER BY seq').pluck();
	setPersistence({
		provider: null,
		async bindState(name, doc) {
			await null;
			doc.transact(() => {
				for (const update of rows.all(name)) Y.applyUpdate(doc, update);
			});
		},
		writeState: async () => {}
	});
}
Object.assign(process.env, { HOST: '127.0.0.1', PORT: port });
await import('@y/websocket-server/server');
