import type * as Y from 'yjs';
import type { Instant, PersonId } from '../ids.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import type { Huddle } from './state.ts';
import { readHuddle, runningMs } from './state.ts';
import { hereOf, huddleOf, positionsOf, termKey, termsOf, type Position, type Presence, type Term } from './schema.ts';
import type { StepId } from './plan.ts';

/** Why a huddle did not go on. */
export type HuddleRefusal =
	| { readonly code: 'huddle-over' }
	| { readonly code: 'not-leading'; readonly leader: PersonId }
	/** There is nothing further that way. */
	| { readonly code: 'huddle-edge' };

/** Ends by itself when nobody has done anything in it for so long. */
export const LEFT_ALONE_MS = 60 * 60_000;

type Led = Outcome<Position, HuddleRefusal>;

/** What leads on: the next card that there is time for, or the next step. @returns `huddle-edge` at the last step. */
export function goOn(doc: Y.Doc, me: PersonId, now: Instant): Led {
	return move(doc, me, now, ({ position, agenda, steps }) => {
		if (position.step === 'walk' && position.at + 1 < agenda.fits) return { at: position.at + 1 };
		const next = steps[steps.indexOf(position.step) + 1];
		return next ? { step: next } : null;
	});
}

/** The card or the step before. */
export function goBack(doc: Y.Doc, me: PersonId, now: Instant): Led {
	return move(doc, me, now, ({ position, steps }) => {
		if (position.step === 'walk' && position.at > 0) return { at: position.at - 1 };
		const before = steps[steps.indexOf(position.step) - 1];
		return before ? { step: before } : null;
	});
}

export function goToStep(doc: Y.Doc, me: PersonId, step: StepId, now: Instant): Led {
	return move(doc, me, now, ({ steps }) => (steps.includes(step) ? { step } : null));
}

/** To a card of the walk by its number, from 0. */
export function goToCard(doc: Y.Doc, me: PersonId, at: number, now: Instant): Led {
	return move(doc, me, now, ({ agenda, steps }) =>
		agenda.walk[at] && steps.includes('walk') ? { step: 'walk', at } : null
	);
}

/** Takes in one more card of those that there seemed to be no time for. @returns `huddle-edge` when there is none. */
export function takeInAnother(doc: Y.Doc, me: PersonId, now: Instant): Led {
	return move(doc, me, now, ({ position, agenda }) => {
		const at = Math.max(position.at + 1, agenda.fits);
		return position.step === 'walk' && at < agenda.walk.length ? { at } : null;
	});
}

/** Past what is left of this department's cards. */
export function goToNextBoard(doc: Y.Doc, me: PersonId, now: Instant): Led {
	return move(doc, me, now, ({ position, agenda, steps }) => {
		const here = agenda.walk[position.at]?.board;
		const at = agenda.walk.findIndex(({ board }, i) => i > position.at && i < agenda.fits && board !== here);
		if (position.step === 'walk' && at >= 0) return { at };
		const next = steps[steps.indexOf('walk') + 1];
		return position.step === 'walk' && next ? { step: next } : null;
	});
}

export function pause(doc: Y.Doc, me: PersonId, now: Instant): Led {
	return move(doc, me, now, () => ({ paused: true }));
}

/** Goes on where it stopped; the break counts for nothing. */
export function resume(doc: Y.Doc, me: PersonId, now: Instant): Led {
	return move(doc, me, now, () => ({ paused: false }));
}

export function endHuddle(doc: Y.Doc, me: PersonId, now: Instant): Led {
	return move(doc, me, now, () => ({ ended: true }));
}

/** The server's own end, of a huddle that was left. */
export function endLeft(doc: Y.Doc, now: Instant): void {
	if (!huddleOf(doc).has('ended')) huddleOf(doc).set('ended', { at: now });
}

/** Gives the lead to a colleague. @returns `not-leading` for whoever does not have it, `huddle-over`. */
export function handLead(doc: Y.Doc, me: PersonId, to: PersonId, now: Instant): Outcome<Term, HuddleRefusal> {
	const huddle = running(doc);
	if (!huddle.ok) return huddle;
	const { person } = huddle.value.term;
	return person === me ? newTerm(doc, huddle.value, to, me, now) : refuse({ code: 'not-leading', leader: person });
}

/** Takes the lead, whatever has become of who had it. @returns `huddle-over`; who leads already goes on. */
export function takeLead(doc: Y.Doc, me: PersonId, now: Instant): Outcome<Term, HuddleRefusal> {
	const huddle = running(doc);
	if (!huddle.ok) return huddle;
	return huddle.value.term.person === me ? done(huddle.value.term) : newTerm(doc, huddle.value, me, me, now);
}

/** Notes that somebody is there, or is not. */
export function tick(doc: Y.Doc, person: PersonId, here: boolean, by: PersonId, now: Instant): void {
	const before = hereOf(doc).get(person) as Presence | undefined;
	if (before?.here !== here) hereOf(doc).set(person, { here, by, at: now } satisfies Presence);
}

function newTerm(doc: Y.Doc, huddle: Huddle, person: PersonId, by: PersonId, now: Instant): Outcome<Term, never> {
	const term: Term = { n: huddle.term.n + 1, person, by, at: now, from: counted(huddle.position, now) };
	termsOf(doc).set(termKey(term.n, person), term);
	return done(term);
}

/** @param to what becomes different; null where there is no way. */
function move(doc: Y.Doc, me: PersonId, now: Instant, to: (huddle: Huddle) => Partial<Position> | null): Led {
	const found = running(doc);
	if (!found.ok) return found;
	const { term, position } = found.value;
	if (term.person !== me) return refuse({ code: 'not-leading', leader: term.person });
	const change = to(found.value);
	if (!change) return refuse({ code: 'huddle-edge' });
	const elsewhere = (change.step ?? position.step) !== position.step || (change.at ?? position.at) !== position.at;
	const next = { ...counted(position, now), ...change, ...(elsewhere && { cardMs: 0, paused: false }) };
	positionsOf(doc).set(termKey(term.n, me), next);
	return done(next);
}

/** The same place, with the time up to now counted. */
function counted(position: Position, now: Instant): Position {
	const ran = runningMs(position, now);
	const used = { ...position.used, [position.step]: position.used[position.step] + ran };
	return { ...position, used, cardMs: position.cardMs + ran, since: now };
}

function running(doc: Y.Doc): Outcome<Huddle, HuddleRefusal> {
	const huddle = readHuddle(doc);
	return huddle && !huddle.over ? done(huddle) : refuse({ code: 'huddle-over' });
}
