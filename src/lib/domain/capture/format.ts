import { fold } from '../fold.ts';
import type { Captured, CaptureContext } from './captured.ts';

type Fields = Omit<Captured, 'spans' | 'warnings'>;

/** Writes what a line means as a line again, so that a card can be shown or copied the way it would be captured. */
export function formatCapture(
	{ title, owner, due, category, priority, patient, labels }: Fields,
	{ people }: Pick<CaptureContext, 'people'>
): string {
	const name = people.find(({ id }) => id === owner)?.name;
	const parts = [
		title,
		name ? `@${name.trim().replace(/\s+/g, ' ')}` : '',
		due ? `due ${due.replace('T', ' ')}` : '',
		category ? `#${category}` : '',
		...labels.map((label) => `#${fold(label).replace(/\s+/g, '-')}`),
		priority ? `!${priority}` : '',
		patient ? (/^\S+$/.test(patient) && !/[,;)!?."”]$/u.test(patient) ? `pt:${patient}` : `pt:"${patient}"`) : ''
	];
	return parts.filter(Boolean).join(' ');
}
