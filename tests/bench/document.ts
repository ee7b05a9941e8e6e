import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { tableOf, type Report, type Scenario } from './report.ts';

const FILE = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));

/** Puts a scenario's result in its place in docs/benchmarks.md, between two marks that a reader does not see. */
export function writeDocument({ name, title }: Scenario, report: Report): void {
	const text = readFileSync(FILE, 'utf8');
	const [from, to] = [`<!-- bench ${name} -->`, `<!-- /bench ${name} -->`];
	const section = [
		from,
		'',
		`### ${title}`,
		'',
		`\`npm run bench -- ${name}\` · ${whereAndWhen()}`,
		'',
		tableOf(report),
		'',
		to
	];
	const written = section.join('\n');
	const [start, end] = [text.indexOf(from), text.indexOf(to)];
	if (start === -1) throw new Error(`docs/benchmarks.md has no place for ${name}`);
	writeFileSync(FILE, text.slice(0, start) + written + text.slice(end + to.length));
	execFileSync('prettier', ['--write', '--log-level', 'error', FILE], { shell: process.platform === 'win32' });
}

function whereAndWhen(): string {
	const [cpu] = cpus();
	const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
	const load = loadavg()[1]!.toFixed(1);
	const day = new Date().toISOString().slice(0, 10);
	return `${day} · ${cpu?.model.trim()}, ${cpus().length} cores, ${memory} · Node ${process.versions.node} · load of the last five minutes ${load}`;
}
