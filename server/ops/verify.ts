import type { Check, Checked } from '../ports/checks.ts';

export interface Finding extends Checked {
	readonly name: string;
}

/** How many sentences of one check are printed; the first ones tell what kind of damage it is. */
const PRINTED = 10;

/** Runs every check, also after one that failed. What throws has found that it cannot even look. */
export async function runChecks(checks: readonly Check[]): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const { name, run } of checks) {
		try {
			findings.push({ name, ...(await run()) });
		} catch (error) {
			findings.push({ name, seen: '', wrong: [`it cannot be read: ${(error as Error).message}`] });
		}
	}
	return findings;
}

export function failed(findings: readonly Finding[]): boolean {
	return findings.some(({ wrong }) => wrong.length > 0);
}

/** A line for each check, what is wrong below it, and a summary. Holds ids and numbers, no title and no name. */
export function reportOf(findings: readonly Finding[]): string {
	const lines = findings.flatMap(({ name, seen, wrong }) => [
		`${wrong.length > 0 ? 'FAILED' : 'ok    '}  ${name.padEnd(12)}${seen}`.trimEnd(),
		...wrong.slice(0, PRINTED).map((sentence) => `          ${sentence}`),
		...(wrong.length > PRINTED ? [`          and ${wrong.length - PRINTED} more`] : [])
	]);
	const bad = findings.filter(({ wrong }) => wrong.length > 0).length;
	return [...lines, `${findings.length - bad} checks passed, ${bad} failed`].join('\n');
}
