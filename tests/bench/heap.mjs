import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Loaded into each server under test: on SIGUSR2 it writes down how much memory is in use once nothing is to be freed. */
process.on('SIGUSR2', () => {
	for (let i = 0; i < 3; i++) globalThis.gc?.();
	setTimeout(() => {
		globalThis.gc?.();
		writeFileSync(join(tmpdir(), `bench-heap-${process.pid}`), String(inUse()));
	}, 50);
});

/** Objects, and bytes beside them such as what waits to be sent. */
function inUse() {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
