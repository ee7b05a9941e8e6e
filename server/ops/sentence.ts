/** What a command tells whoever ran it when it could not do its work: a sentence, and no stack. */
export class CannotDo extends Error {}

/** Ends the process with a sentence on the standard error. */
export function exitSaying(sentence: string): never {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

/** Runs a command: a {@link CannotDo} ends it with its own words, anything else with those given and the error's. */
export async function runCommand(otherwise: string, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		exitSaying(error instanceof CannotDo ? error.message : `${otherwise}: ${(error as Error).message}`);
	}
}

/** The value after `--name`, or null when it is not there. @throws {CannotDo} for a flag without a value or an unknown one. */
export function readFlags<Name extends string>(
	args: readonly string[],
	names: readonly Name[]
): Record<Name, string | null> {
	const values = Object.fromEntries(names.map((name) => [name, null])) as Record<Name, string | null>;
	for (let i = 0; i < args.length; i += 2) {
		const name = names.find((one) => `--${one}` === args[i]);
		const value = args[i + 1];
		const known = names.map((one) => `--${one} <file>`).join(', ');
		if (!name) throw new CannotDo(`There is no ${args[i]} here. What there is: ${known}.`);
		if (!value) throw new CannotDo(`--${name} needs the path of a file after it.`);
		values[name] = value;
	}
	return values;
}
