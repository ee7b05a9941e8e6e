/** Says once per run which seed the properties and simulations draw from. */
export default function announceSeed(): void {
	process.stdout.write(`seed ${process.env.SEED} (SEED=${process.env.SEED} repeats this run)\n`);
}
