/**
 * @typedef {{ passed: number, failed: number, remarks: string[] }} Counts
 * A failure is also a file that did not load, a runner that ended badly with every test green, and one that ran nothing.
 */

/**
 * @param {any} result Vitest's JSON report, or null when it left none
 * @param {number} code its exit code
 * @returns {Counts}
 */
export function countVitest(result, code) {
	if (!result) return withoutReport(code);
	const unloaded = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
	const skipped = result.numPendingTests + result.numTodoTests;
	return settle(result.numPassedTests, result.numFailedTests + unloaded.length, skipped, code);
}

/**
 * @param {any} result Playwright's JSON report, or null when it left none
 * @param {number} code its exit code
 * @returns {Counts}
 */
export function countPlaywright(result, code) {
	if (!result) return withoutReport(code);
	const { expected, unexpected, flaky, skipped } = result.stats;
	return settle(expected, unexpected + flaky + result.errors.length, skipped, code);
}

function withoutReport(code) {
	return { passed: 0, failed: 1, remarks: [`left no report (exit code ${code})`] };
}

function settle(passed, failed, skipped, code) {
	const remarks = skipped > 0 ? [`${skipped} skipped`] : [];
	if (failed > 0) return { passed, failed, remarks };
	if (passed === 0) return { passed, failed: 1, remarks: [...remarks, 'ran no test, which counts as a failure'] };
	if (code === 0) return { passed, failed, remarks };
	return { passed, failed: 1, remarks: [...remarks, `ended with exit code ${code} though no test failed`] };
}
