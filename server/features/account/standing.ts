import { needsDepartments } from '#domain/access/standing.ts';
import { wrongField } from '../../http/body.ts';
import { say } from '../../http/say.ts';
import type { Standing } from '../../ports/accounts.ts';
import type { BoardDirectory } from '../../ports/boards.ts';

/**
 * What a manager asks for, made whole: each department once, and none where no board opens by it.
 *
 * @throws {Problem} 422 when departments are missing or not the practice's.
 */
export function wholeStanding<T extends Standing>(asked: T, boards: Pick<BoardDirectory, 'list'>): T {
	const departments = asked.role === 'none' ? [] : [...new Set(asked.departments)];
	if (needsDepartments(asked.role) && departments.length === 0) {
		throw wrongField('departments', say('someDepartmentOpens'));
	}
	const known = new Set(boards.list().map((board) => board.department));
	if (!departments.every((department) => known.has(department))) {
		throw wrongField('departments', say('departmentsHere'));
	}
	return { ...asked, departments };
}
