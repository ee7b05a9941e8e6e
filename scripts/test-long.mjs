/**
 * What takes too long for every day: each simulation with the numbers of the long run, one after the other.
 * `npm run test:long` runs all; names after `--` run some; every number can be made smaller by its variable.
 * Ends with a table, and fails when a part does.
 */
import { run, say } from './run.mjs';

const PARTS = {
	fuzz: { file: 'fuzz', env: { FUZZ_SEEDS: '10000', FUZZ_STEPS: '200' } },
	mutations: { file: 'mutations', env: { MUTATIONS: '1000000' } },
	kill: { file: 'kill', env: { KILLS: '1000', EDITS_A_KILL: '500' } },
	power: { file: 'power-loss', env: { POWER_LOSSES: '2300' } },
	faults: { file: 'faults', env: { FAULTS: '20' } },
	network: { file: 'network', env: { CUTS: '200' } },
	hostile: { file: 'hostile', env: { BYSTANDER_EDITS: '500' } }
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
	say(`There is no part ${unknown.join(', ')}. The parts are: ${Object.keys(PARTS).join(', ')}.`);
	process.exit(2);
}

const rows = [];
for (const [name, { file, env }] of Object.entries(PARTS)) {
	if (asked.length > 0 && !asked.includes(name)) continue;
	const given = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, process.env[key] ?? value]));
	const start = performance.now();
	const { code } = await run('vitest', ['run', '--project', 'simulation', `tests/simulation/${file}.test.ts`], {
		env: given
	});
	rows.push({
		part: name,
		...{
			numbers: Object.entries(given)
				.map(([key, value]) => `${key}=${value}`)
				.join(' ')
		},
		minutes: ((performance.now() - start) / 60_000).toFixed(1),
		result: code === 0 ? 'passed' : 'FAILED'
	});
}

say('');
for (const { part, numbers, minutes, result } of rows) {
	say(`${part.padEnd(10)} ${numbers.padEnd(36)} ${minutes.padStart(6)} min  ${result}`);
}
process.exitCode = rows.every(({ result }) => result === 'passed') ? 0 : 1;
