import { describe, expect, test } from 'vitest';
import { can, type BoardAction, type Person, type Role } from '#domain/access/can.ts';
import { keepsManager } from '#domain/access/standing.ts';
import type { DepartmentId } from '#domain/board/departments.ts';
import type { BoardId, PersonId } from '#domain/ids.ts';

const board = (department: DepartmentId) => ({ id: department as string as BoardId, department });
const [FRONT_DESK, BILLING] = [board('front-desk'), board('billing')];
const ON_BOARDS: BoardAction[] = ['open-board', 'edit-board', 'show-presence', 'restore-board', 'break-glass'];

const person = (role: Role, more: Partial<Person> = {}): Person => ({
	...{ id: 'p' as PersonId, name: 'P', role, privacyOfficer: false },
	departments: role === 'none' || role === 'manager' ? [] : ['front-desk'],
	...more
});

const may = (who: Person, on: typeof FRONT_DESK) => ON_BOARDS.filter((action) => can(who, action, on));

describe('rights', () => {
	test('[D1] managers open and edit every board, staff and viewers those of their departments, nobody else any', () => {
		expect(may(person('manager'), BILLING)).toEqual(['open-board', 'edit-board', 'show-presence', 'restore-board']);
		expect(may(person('staff'), FRONT_DESK)).toEqual(['open-board', 'edit-board', 'show-presence']);
		expect(may(person('staff'), BILLING)).toEqual(['break-glass']);
		expect(may(person('viewer'), FRONT_DESK)).toEqual(['open-board']);
		expect(may(person('viewer'), BILLING)).toEqual([]);
		const officer = person('none', { privacyOfficer: true, departments: ['front-desk'] });
		expect(may(officer, FRONT_DESK)).toEqual([]);
	});

	test('[D2] only managers decide about people and the practice', () => {
		for (const action of ['manage-people', 'manage-practice'] as const) {
			expect(can(person('manager'), action)).toBe(true);
			for (const role of ['staff', 'viewer', 'none'] as const) {
				expect(can(person(role, { privacyOfficer: true, departments: ['management'] }), action)).toBe(false);
			}
		}
	});

	test('[D3] managers and privacy officers read the record', () => {
		expect(can(person('manager'), 'read-record')).toBe(true);
		for (const role of ['staff', 'viewer', 'none'] as const) {
			expect(can(person(role), 'read-record')).toBe(false);
			expect(can(person(role, { privacyOfficer: true }), 'read-record')).toBe(true);
		}
	});

	test('[D4] an emergency opens one board to staff, and to nobody who has become something else', () => {
		const emergencies = [BILLING.id];
		expect(may(person('staff', { emergencies }), BILLING)).toEqual([
			...['open-board', 'edit-board', 'show-presence', 'break-glass']
		]);
		expect(may(person('staff', { emergencies }), board('management'))).toEqual(['break-glass']);
		expect(may(person('viewer', { emergencies }), BILLING)).toEqual([]);
		expect(may(person('none', { emergencies }), BILLING)).toEqual([]);
	});

	test('[D5] the last active manager neither goes nor becomes anything else', () => {
		const maria = { id: 'maria', role: 'manager', disabled: false } as const;
		const helen = { ...maria, id: 'helen' };
		const ana = { id: 'ana', role: 'staff', disabled: false } as const;
		expect(keepsManager([maria, helen, ana], { ...maria, disabled: true })).toBe(true);
		expect(keepsManager([maria, ana], { ...maria, disabled: true })).toBe(false);
		expect(keepsManager([maria, ana], { ...maria, role: 'viewer' })).toBe(false);
		expect(keepsManager([maria, { ...helen, disabled: true }], { ...maria, role: 'staff' })).toBe(false);
		expect(keepsManager([maria, ana], { ...ana, disabled: true })).toBe(true);
	});
});
