import { describe, expect, test } from 'vitest';
import { parseCapture } from '#domain/capture/capture.ts';
import { looksLikePatient, markPatient, moveToPatient } from '#domain/capture/patient-words.ts';
import type { Instant, PersonId, WallClock } from '#domain/ids.ts';
import { DEMO_PEOPLE } from '../../server/ops/demo/people.ts';
import { demoStory } from '../../server/ops/demo/story.ts';

const CLOCK = '2026-03-04T10:20' as WallClock;
const context = { people: DEMO_PEOPLE, clock: CLOCK };
const seen = (title: string) => looksLikePatient(title, context)?.text ?? null;

const TELLING: readonly (readonly [title: string, words: string, left: string])[] = [
	['Call Jane Doe', 'Jane Doe', 'Call'],
	['Jane Doe called about her copay', 'Jane Doe', 'called about her copay'],
	['Verify Blue Cross for Jennifer Lopez', 'Jennifer Lopez', 'Verify Blue Cross for'],
	['Call Jane Anne Doe back', 'Jane Anne Doe', 'Call back'],
	['Ask about Doe, Jane', 'Doe, Jane', 'Ask about'],
	['Rebook O’Neil Patrick', 'O’Neil Patrick', 'Rebook'],
	['Call Anna-Lena Müller', 'Anna-Lena Müller', 'Call'],
	['verify Maria Gonzalez insurance', 'Maria Gonzalez', 'verify insurance'],
	['call Xiuying Wang’s daughter', 'Xiuying Wang', 'call daughter'],
	['Patient Xiuying Wang (rescheduled)', 'Xiuying Wang', 'Patient (rescheduled)'],
	['Chart MRN 482190: new card', 'MRN 482190', 'Chart: new card'],
	['Refund acct #99213', 'acct #99213', 'Refund'],
	['SSN on file 123-45-6789?', '123-45-6789', 'SSN on file?'],
	['Check DOB 3/14/1985', 'DOB 3/14/1985', 'Check'],
	['Smith 03/14/85 has a new plan', '03/14/85', 'Smith has a new plan'],
	['Smith, born 2019-05-02', 'born 2019-05-02', 'Smith,']
];

const INNOCENT = [
	...['Verify Smith insurance', 'Call Mrs. Alvarez', 'Ask Jamie Reyes about it', 'POC to Dr. Sam Lee for signature'],
	...[
		'New referral - J.M. (Dr. Lee)',
		'Call Home Depot',
		'Verify Aetna Medicare for Front Desk',
		'Print Welcome Packet'
	],
	...[
		'Auth 4821973 expires Mar 20',
		'Claim #482190 denied',
		'call 555-0142',
		'Eval of 3/2/2026',
		'DOS 12/14/2024 unbilled'
	],
	...[
		'Visits of 3/2 to 3/9',
		'Post ERAs / EOBs / patient payments',
		'Grace Period letter',
		'Order from Staples Advantage'
	],
	...[
		'Update Home Exercise Program',
		'Blue Cross Blue Shield rejects',
		'KX for Medicare Part B',
		'Write M. Okafor’s letter'
	],
	// Routine titles of a practice.
	...[
		'Yesterday’s notes complete and signed',
		'Opening: voicemails, e-mails, portal messages cleared',
		'Hydrocollator temperature log'
	],
	...[
		'Fill openings from the wait list',
		'Confirm no-show risks',
		'Daily close and deposit',
		'Audit intake forms (sample of 10)'
	],
	...[
		'Check auth + plan-of-care dates of today’s patients',
		'Co-sign assistants’ notes',
		'Plans of care unsigned > 14 days: refax, call'
	],
	...[
		'Recertifications due in the next 21 days',
		'OIG/LEIE (+ state Medicaid) exclusion check',
		'HIPAA risk analysis, training, policies, BAAs'
	],
	...[
		'Signed POC received before Medicare billing',
		'Thank-you / status fax to top referrers',
		'A/R > 30 days: work the 20 largest'
	]
];

describe('a title that tells who a patient is', () => {
	test.each(TELLING)('[Q8] %s', (title, words, left) => {
		const found = looksLikePatient(title, context);
		expect(found && title.slice(found.from, found.to)).toBe(words);
		expect(moveToPatient(title, found!)).toEqual({ title: left, patient: words });
	});

	test('[Q8] one that does not is left in peace', () => {
		for (const title of INNOCENT) expect(seen(title), title).toBeNull();
	});

	test('[Q8] none of the demo practice’s is suspected', () => {
		const now = Date.parse('2026-03-04T15:20:00Z') as Instant;
		const titles = [1, 2, 3].flatMap((seed) =>
			Object.values(demoStory(seed, now, 'America/New_York').boards).flatMap((gestures) =>
				gestures.flatMap(({ gesture }) => (gesture.do === 'create' ? [gesture.title] : []))
			)
		);
		expect(titles.length).toBeGreaterThan(600);
		expect(titles.filter((title) => seen(title) !== null)).toEqual([]);
	});

	test('[Q8] in a captured line one tap marks the words as the patient', () => {
		const capture = { ...context, me: 'maria' as PersonId };
		const line = 'call Jane Doe, @jamie noon';
		const [warning] = parseCapture(line, capture).warnings;
		if (warning?.code !== 'looks-like-patient') throw new Error('not seen');
		const marked = markPatient(line, warning.words)!;
		expect(parseCapture(marked, capture)).toMatchObject({
			title: 'call',
			patient: 'Jane Doe',
			owner: 'jamie',
			warnings: []
		});
		expect(markPatient('call Jane @jamie Doe', warning.words)).toBeNull();
	});
});
