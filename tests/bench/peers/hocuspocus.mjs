import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

/** As its guide sets it up: the server's defaults, with its own extension for SQLite. */
const [database, port] = [process.argv[2], Number(process.argv[3])];
const server = new Server({ port, address: '127.0.0.1', quiet: true, extensions: [new SQLite({ database })] });
await server.listen();
