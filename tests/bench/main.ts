import { say, tableOf, type Scenario } from './report.ts';
import { writeDocument } from './document.ts';
import { acknowledgements } from './scenarios/acknowledgements.ts';
import { cold } from './scenarios/cold.ts';
import { demoMemory } from './scenarios/demo-memory.ts';
import { documents } from './scenarios/documents.ts';
import { fanOut } from './scenarios/fan-out.ts';
import { hostile } from './scenarios/hostile.ts';
import { rushHour } from './scenarios/rush.ts';
import { slowReaders } from './scenarios/slow-readers.ts';
import { soak } from './scenarios/soak.ts';
import { years } from './scenarios/years.ts';

/**
 * `npm run bench` runs what takes minutes, beside the peers; names after `--` run some, `years` and `soak` among them.
 * Each result goes into docs/benchmarks.md as it comes.
 */
const EVERY_TIME = [fanOut, rushHour, acknowledgements, cold, documents, slowReaders, hostile, demoMemory];
const LONG = [years, soak];

const asked = process.argv.slice(2);
const all: readonly Scenario[] = [...EVERY_TIME, ...LONG];
const unknown = asked.filter((name) => !all.some((scenario) => scenario.name === name));
if (unknown.length > 0) {
	say(`There is no ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`);
	process.exit(2);
}
const chosen = asked.length === 0 ? EVERY_TIME : all.filter(({ name }) => asked.includes(name));
let missed = 0;
for (const scenario of chosen) {
	say(`\n## ${scenario.title}`);
	const start = performance.now();
	const report = await scenario.run();
	say(`\n${tableOf(report)}\n\n(${((performance.now() - start) / 1000).toFixed(0)} s)`);
	missed += report.lines.filter(({ reached }) => reached === false).length;
	writeDocument(scenario, report);
}
say(missed === 0 ? '\nEvery goal is reached.' : `\n${missed} goals are not reached; the tables say which.`);
process.exit(0);
