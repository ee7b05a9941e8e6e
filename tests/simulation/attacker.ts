import { attacks } from './hostile-inputs.ts';

/** A process of its own for one attack: its name, the server's port, and the cookie to attack with. */
const [name, port, stranger] = process.argv.slice(2) as [string, string, string];
let blows = 0;

void attacks[name]!({ port: Number(port), stranger }, () => {
	if (++blows === 1) process.stdout.write('attacking\n');
});
process.on('SIGTERM', () => process.stdout.write(`${blows}\n`, () => process.exit()));
setInterval(() => {}, 1_000);
