import type { Category, Priority } from '../board/schema.ts';
import type { Due, PersonId, WallClock } from '../ids.ts';
import type { PatientWords } from './patient-words.ts';
import type { Named } from './people.ts';

/** What a line is read against. */
export interface CaptureContext {
	readonly people: readonly Named[];
	/** Who `@me` is. */
	readonly me?: PersonId;
	/** What the practice's wall shows now. */
	readonly clock: WallClock;
	/** Labels that the practice uses: `#` means one of them where it means no category. */
	readonly labels?: readonly string[];
	/** What `eod` means, `HH:mm`; 17:00 without it. */
	readonly endOfDay?: string;
}

export type SpanKind = 'owner' | 'due' | 'category' | 'priority' | 'patient' | 'label';

/** Letters of the line that were understood, for a chip. */
export interface Span {
	readonly kind: SpanKind;
	readonly from: number;
	readonly to: number;
	readonly text: string;
}

/** What the person does not want understood: everything of a kind, or these words, wherever they stand. */
export type Ignored = SpanKind | { readonly kind: SpanKind; readonly text: string };

/** What the person should look at; nothing of it stands in the way of the card. */
export type CaptureWarning =
	/** Several people answer to it, or nobody; the words stay in the title. */
	| {
			readonly code: 'which-person' | 'unknown-person';
			readonly from: number;
			readonly to: number;
			readonly text: string;
			readonly candidates: readonly PersonId[];
	  }
	/** A `#` or `!` that means nothing here; it stays in the title. */
	| { readonly code: 'unknown-mark'; readonly from: number; readonly to: number; readonly text: string }
	/** A card has one of these; the last one counts, and this one stays in the title. */
	| { readonly code: 'only-one'; readonly kind: SpanKind; readonly from: number; readonly to: number }
	/** The time had passed, so it is tomorrow's. */
	| { readonly code: 'moved-to-tomorrow' }
	/** The day had passed, so it is next year's. */
	| { readonly code: 'moved-to-next-year' }
	/** It is late from the start. */
	| { readonly code: 'already-passed' }
	| { readonly code: 'too-long'; readonly field: 'title' | 'patient'; readonly limit: number }
	| { readonly code: 'looks-like-patient'; readonly words: PatientWords };

/** A line as it was understood. Every letter of it is in the title or in a span. */
export interface Captured {
	readonly title: string;
	readonly owner: PersonId | null;
	readonly due: Due | null;
	readonly category: Category | null;
	/** Null where nothing was said; a new card is then routine. */
	readonly priority: Priority | null;
	readonly patient: string | null;
	readonly labels: readonly string[];
	/** In the order of the line. */
	readonly spans: readonly Span[];
	readonly warnings: readonly CaptureWarning[];
}
