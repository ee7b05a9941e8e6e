import { attacks } from './hostile-inputs.ts';

/** A process of its own for one attack: its name, the server's port, and the cookies to attack with in turn. */
const [name, port, ...strangers] = process.argv.slice(2) as [string, string, ...string[]];
let [blows, turn] = [0, 0];
const target = {
	port: Number(port),
	get stranger() {
		return strangers[turn++ % strangers.length]!;
	}
};

void attacks[name]!(target, () => {
	if (++blows === 1) process.stdout.write('attacking\n');
});
process.on('SIGTERM', () => process.stdout.write(`${blows}\n`, () => process.exit()));
setInterval(() => {}, 1_000);
