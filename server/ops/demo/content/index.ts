import type { DepartmentId } from '#domain/board/departments.ts';
import { BILLING } from './billing.ts';
import { CLINICAL_TEAM } from './clinical-team.ts';
import { FRONT_DESK } from './front-desk.ts';
import { MANAGEMENT } from './management.ts';
import type { DepartmentContent } from './task.ts';

export const CONTENT: Readonly<Record<DepartmentId, DepartmentContent>> = {
	'front-desk': FRONT_DESK,
	'clinical-team': CLINICAL_TEAM,
	billing: BILLING,
	management: MANAGEMENT
};
