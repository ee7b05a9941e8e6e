/**
 * The words that a title may keep on a wall for staff. Names of people are none of them, nor words that are also names
 * (bill, mark, will, may, hope, grace, young, price, page, rose, pat, drew, long, day, west, green): a title is written
 * by hand, and a word that is not here is left out, whoever's it is.
 */
export const SAFE_WORDS: ReadonlySet<string> = new Set(
	`
a about after again all also an and another any are as ask asked at away back be been before both but by can clear
cleared close closed could did do does done due each either every everything few fill filled find finish first fix for
from full get give gone had has have help her him his hold how if in into is it its just keep kept last late later leave
left less let list look made make missing more morning most move much must need needs new next no noon none not nothing
now of off old on once one only open or other our out over own part pick put ready second see send sent set she he
should show since so some soon start started stay still stop take tell than that the their them then there these they
this those through to today together tomorrow tonight too try twice two under until up us use verify wait waiting want
was we week weekly were what when where which while who why with without work yearly yes yesterday yet you your daily
monthly month year hour hours minutes monday tuesday wednesday thursday friday saturday sunday
access account accounts action active address adjust adjustment admin administrative agenda agency aide allergy amount
answer appeal appeals appointment appointments approval approve approved area assistant attach attachment attempt audit
auth authorization authorizations authorisation balance batch benefit benefits billing binder blank board book booked
booking box brochure calendar call callback called calling calls cancel cancellation cancelled cap caps card cards
caregiver caseload caseloads category center chart charts charge charges check checked checklist claim claims
cleaning clearinghouse clinic clinical clinician clinicians clipboard closing co-sign cosign code codes collect
collected collections comment complaint complete completed compliance conference confirm confirmed consent consents
contact contacted coordinator copay copays copies copy correct corrected correction count cover coverage credential
credentialing credit cycle database date dates deadline deductible delay delayed delivery demographics denial denials
denied department deposit desk diagnosis director discharge discharges discuss doctor document documentation documents
door drill dues email e-mail emails emergency employer enter entered equipment escalate eval evals evaluation
evaluations evening exam exclusion exercise exercises expense expired expires expiring extend extension family fax faxed
faxes fee fees file filed filing fire first-aid follow follow-up followup form forms forward front goals group guardian
handbook handout handouts hire home hospital huddle hydrocollator incident incomplete info information initial inspect
insurance insurances insurer intake interpreter inventory invoice invoices key label labels letter letters licence
license licenses limit limits log logs login machine mail mailing manager mats medical meeting member message messages
midday missed modifier modifiers newsletter no-show no-shows notice notices note notes number numbers occupational
office onboarding opening openings order ordered orders outcome outreach overdue packet packets paid paperwork parent
parents parking partial password patient patients pay payer payers payment payments payroll pending permission phone
phones physical physician plan plans poc policies policy portal post posted posting prep prepare print printed printer
prior privacy problem procedure process program progress provider providers question questions queue quarterly ran
reauth rebook receipt receipts receive received recert recertification recertifications reception record records
recount refax referral referrals referred referring refill refund refunds register reject rejected rejection rejections
reminder reminders renew renewal reorder repair reply report reports request requests requested resched reschedule
rescheduled resubmit result results return returned review reviewed reviews room round routine rush safety sample
scan scanned schedule scheduled schedules scheduling school score scores scrub secondary security session sessions
shift sick sign signature signatures signed signing site slot slots software source special speech staff stamp statement
statements status sticker stock submission submit submitted summaries summary supervision supervisor supplies supply
survey sweep system table task tasks team template test text texted therapist therapists therapy timesheet toner
training transfer treatment tray treating triage unbilled unit units unsigned update updated upload urgent utilization
vacation vendor verification verified view visit visits voicemail voicemails walk-in website withdrawal workers write
written x-ray medicare medicaid aetna cigna humana anthem tricare bcbs uhc unitedhealthcare kx eob eobs era eras icd cpt
npi w-9 hipaa sop sops ot pt slp pta cota caqh cpr hep snf er mri ada poc's clinic's patient's today's tomorrow's
yesterday's
ahead already arrival arrivals asking assign assigned assistants attempts attorney awaiting backup balances beginning
being blanks blocker brace bring broken cables calibration call-backs cancellations care cause causes certify chairs
changed check-outs clean clock co-signature column columns come comes completion daily-close days deadlines disinfect
documented duplicate duplicated electrical eleven empty end ended ends evenings evidence exempt exports extinguisher
failed families financial found gait glasses gloves hands here holds home-program home-programme identification
inactive inbox instead interpreters item items knee largest level licences load logged logins lost lunch match meets
met misses month-end months mornings name names needed nobody notify nurse offer offers older operating origin
outdated outstanding owner owners pages pain paper per pile piles pocket practice precautions pressure previous
programme proof range rate re-auth re-eval re-verify reached reason reasons recent refaxed referrer referrers refusals
released remittance remove removed required rest retire rights risk risks routines rule rules run runs same same-day
seen service services sheet sheets shoulder sides sizes sorted splint state statuses step steps stickers student
students study talk temperature terminated thank-you three till time timely timely-filing times title told top
traction train transport triaged type ultrasound unassigned unscheduled used vendors watch weeks window word words
working write-off wrong
`
		.split(/\s+/)
		.filter(Boolean)
);
