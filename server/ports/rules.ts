import type { PracticeRules } from '#domain/access/practice-rules.ts';

/** The rules that a practice made for itself. */
export interface Rules {
	/** As they are now, in whichever process they were changed. */
	read(): PracticeRules;
	write(rules: PracticeRules): void;
}
