import { DEPARTMENT_TEMPLATES } from '#domain/board/departments.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE } from './people.ts';

/** What the terminal says once the demo runs: where it is, and who may sign in. */
export function welcome(url: string): string {
	const widest = Math.max(...DEMO_PEOPLE.map(({ email }) => email.length));
	const accounts = DEMO_PEOPLE.map(({ email, name, role, privacyOfficer, departments }) => {
		const boards = departments.map((department) => DEPARTMENT_TEMPLATES[department].title).join(', ');
		const rights = role === 'manager' ? 'manager, every board' : boards;
		return `  ${email.padEnd(widest)}  ${name}, ${rights}${privacyOfficer ? ', privacy officer' : ''}`;
	});
	return [
		`The Daybreak demo is running at ${url}`,
		'',
		`Sign in as any of them with the password ${DEMO_PASSWORD}`,
		'',
		...accounts,
		'',
		'Everything in it is invented. Start over with: npm run demo -- --fresh',
		''
	].join('\n');
}
