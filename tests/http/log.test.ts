import { expect, test } from 'vitest';
import { createLog, framesOf, type LogFields } from '../../server/ops/log.ts';

function logged(fields: Record<string, unknown>): Record<string, unknown> {
	const lines: string[] = [];
	createLog({ write: (line) => void lines.push(line) })('info', 'update.journalled', fields as LogFields);
	expect(lines).toHaveLength(1);
	return JSON.parse(lines[0] ?? '');
}

test('[H13] a line says when, how grave, what, and ids', () => {
	expect(logged({ board: 'front-desk', seq: 4182, ms: 1.8 })).toEqual({
		...{ at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), level: 'info', event: 'update.journalled' },
		...{ board: 'front-desk', seq: 4182, ms: 1.8 }
	});
});

test('[H13] what has no field is not logged, whoever passes it', () => {
	const line = logged({ title: 'Call Mrs Jones', name: 'Jones', error: new Error('Jones'), cookie: 'x', code: 'late' });
	expect(Object.keys(line).sort()).toEqual(['at', 'code', 'event', 'level']);
});

test('[H13] a value that could be a sentence is withheld, whatever its field', () => {
	for (const value of ['Call Mrs Jones', 'maría', 'a\nb', '"quoted"', 'x'.repeat(301), { toString: () => 'Jones' }]) {
		expect(JSON.stringify(logged({ code: value, card: value }))).not.toMatch(/Jones|maría|quoted|x{20}/);
	}
});

test('[H13] an error leaves its place, never its words', () => {
	const frames = framesOf(new Error('Call Mrs Jones\n    at Mrs Jones (/patients/jones.ts:1:1)'));
	expect(framesOf(new Error('Call Mrs Jones'))).toMatch(/^log\.test\.ts:\d+</);
	expect(frames).not.toContain('Mrs');
	expect(framesOf('a string')).toBe('');
});
