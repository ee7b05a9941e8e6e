import { t } from '$lib/messages/messages.ts';
import type { PasteProblem } from '#domain/capture/paste.ts';
import type { PatientWords } from '#domain/capture/patient-words.ts';

/** Whatever a line of capture says back. */
export const CAPTURE_WORDS = t.capture;
export const PASTE_WORDS = t.capture.paste;

export const patientWords = ({ text, why }: PatientWords): string =>
	CAPTURE_WORDS.looksLike(text, CAPTURE_WORDS.patientWhy[why]);

export function problemWords(problem: PasteProblem): string {
	return (CAPTURE_WORDS.problems[problem.code] as (problem: PasteProblem) => string)(problem);
}
