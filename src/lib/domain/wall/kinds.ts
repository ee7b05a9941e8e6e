import type { Card } from '../board/schema.ts';
import { fold } from '../fold.ts';

/**
 * What a wall may call a card where patients pass: a phrase of ours that its title is recognised by. No letter of a
 * title is in it. The first pattern that fits counts, so the particular stand before the general.
 */
const KINDS = {
	'fax-sweep': /\bfax(es)? sweep\b|\bsweep the fax/,
	'opening-round': /^opening (round|checks?)\b|\bvoicemails? (cleared|log|round)\b/,
	'daily-close': /\bdaily close\b|\bdeposit\b|\bpetty cash\b/,
	'wait-list': /\bwait ?list\b/,
	'no-show': /\bno.?shows?\b|\bmissed (visit|appointment)s?\b|\brebook\b/,
	appeal: /\bappeals?\b/,
	denial: /\bdenials?\b|\bdenied\b|\brejections?\b|\brejected\b/,
	claim: /\bclaims?\b|\bclearinghouse\b/,
	authorization: /\b(re)?auth(s|orization|orisation)?s?\b|\bvisit (cap|limit)s?\b/,
	'verify-insurance': /\bverif(y|ication)\b|\binsurances?\b|\bbenefits?\b|\beligibility\b|\bcoverage\b/,
	'plan-of-care': /\bplans? of care\b|\bpocs?\b|\brecert/,
	'progress-report': /\bprogress (report|note)s?\b/,
	'discharge-summary': /\bdischarges?\b/,
	'co-sign': /\bco.?sign/,
	documentation: /\bnotes?\b|\bdocumentation\b|\bsummar(y|ies)\b|\bsignatures?\b|\bcharts?\b/,
	referral: /\breferr(al|als|ing|ed)\b/,
	records: /\brecords?\b|\brelease of\b/,
	fax: /\bfax(es|ed)?\b/,
	evaluation: /\beval(uation)?s?\b/,
	copay: /\bcopays?\b|\bdeductibles?\b/,
	payment: /\bpay(ment|ments)?\b|\bstatements?\b|\bbalances?\b|\brefunds?\b|\beobs?\b|\beras?\b|\binvoices?\b/,
	charges: /\bcharges?\b|\bbilling codes?\b|\bmodifiers?\b/,
	'call-back': /\bcalls?\b|\bcalled\b|\bphone\b|\bvoicemails?\b|\bring\b/,
	schedule: /\bschedul|\bresched|\bappointments?\b|\bbook(ing)?\b|\bconfirm|\bopenings\b|\bslots?\b|\bcancel/,
	forms: /\bforms?\b|\bpaperwork\b|\bintake\b|\bconsents?\b|\bpackets?\b/,
	letter: /\bletters?\b|\bmail\b|\bthank.you\b/,
	'e-mail': /\be.?mails?\b|\bportal\b/,
	supplies: /\bsuppl(y|ies)\b|\border\b|\breorder\b|\bprint\b|\btoner\b/,
	equipment: /\bequipment\b|\bhydrocollator\b|\bultrasound\b|\bcalibrat|\bsafety\b|\btreatment area\b/,
	audit: /\baudits?\b|\breview\b|\bnumbers\b|\breport\b/,
	training: /\btrain(ing)?\b|\bonboarding\b|\bcourse\b/,
	people: /\blicen[cs]es?\b|\bcredential|\baccess\b|\bhir(e|ing)\b|\bleavers?\b/,
	policy: /\bpolic(y|ies)\b|\bsops?\b|\bprocedures?\b|\bhipaa\b|\bcompliance\b/,
	meeting: /\bhuddle\b|\bmeeting\b|\bagenda\b/
} as const;

/** Where no pattern fits, the card's category says what it is; where it has none, it is a task. */
export const PLAIN_KINDS = ['administrative', 'clinical', 'billing', 'follow-up', 'task'] as const;

export type CardKind = keyof typeof KINDS | (typeof PLAIN_KINDS)[number];

export const CARD_KINDS: readonly CardKind[] = [...(Object.keys(KINDS) as (keyof typeof KINDS)[]), ...PLAIN_KINDS];

const PATTERNS = Object.entries(KINDS) as [CardKind, RegExp][];

export function kindOf({ title, category }: Pick<Card, 'title' | 'category'>): CardKind {
	const words = fold(title);
	return PATTERNS.find(([, pattern]) => pattern.test(words))?.[0] ?? category ?? 'task';
}
