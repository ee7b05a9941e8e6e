import { describe, expect, test } from 'vitest';
import { countPlaywright, countVitest } from '../../scripts/test-counts.mjs';

const vitest = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
const playwright = { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] };

describe('the count of Vitest', () => {
	test('is what its report says', () => {
		expect(countVitest(vitest, 0)).toEqual({ passed: 3, failed: 0, remarks: [] });
		expect(countVitest({ ...vitest, numFailedTests: 2 }, 1)).toMatchObject({ passed: 3, failed: 2 });
	});

	test('has a file that did not load as a failure', () => {
		const testResults = [{ status: 'failed', assertionResults: [] }];
		expect(countVitest({ ...vitest, testResults }, 1)).toMatchObject({ passed: 3, failed: 1 });
	});

	test('fails when all passed and it ended badly all the same', () => {
		expect(countVitest(vitest, 1)).toMatchObject({ passed: 3, failed: 1 });
	});

	test('fails when nothing ran, and when it left no report', () => {
		expect(countVitest({ ...vitest, numPassedTests: 0 }, 0)).toMatchObject({ passed: 0, failed: 1 });
		expect(countVitest(null, 0)).toMatchObject({ passed: 0, failed: 1 });
	});

	test('says what was skipped', () => {
		expect(countVitest({ ...vitest, numPendingTests: 1 }, 0).remarks).toEqual(['1 skipped']);
	});
});

describe('the count of Playwright', () => {
	test('is what its report says, a flaky test being a failed one', () => {
		expect(countPlaywright(playwright, 0)).toEqual({ passed: 2, failed: 0, remarks: [] });
		const stats = { ...playwright.stats, unexpected: 1, flaky: 1 };
		expect(countPlaywright({ ...playwright, stats }, 1)).toMatchObject({ passed: 2, failed: 2 });
	});

	test('has an error outside any test as a failure', () => {
		expect(countPlaywright({ ...playwright, errors: [{}] }, 1)).toMatchObject({ passed: 2, failed: 1 });
	});
});
