import * as Y from 'yjs';
import { addCard, blockCard, finishCard, moveCard, setField, unblockCard, type Spot } from '#domain/board/cards.ts';
import { addComment } from '#domain/board/comments.ts';
import { orderBetween } from '#domain/board/order.ts';
import { allColumns } from '#domain/board/queries.ts';
import { cardsOf, nestedOf, textOf } from '#domain/board/schema.ts';
import { editText, type TextField } from '#domain/board/text.ts';
import type { CardId, CommentId, Due, Instant, PersonId } from '#domain/ids.ts';
import { cardId } from '../domain/board.ts';
import type { Model } from './model.ts';
import type { Tab } from './tab.ts';

/** What a gesture is made from. */
export interface Hand {
	readonly model: Model;
	readonly people: readonly PersonId[];
	readonly now: () => Instant;
	/** From 0 up to 1. */
	readonly random: () => number;
	/** A number that nobody has used. */
	readonly fresh: () => number;
}

type Gesture = (tab: Tab, card: CardId, hand: Hand) => void;

const DUES = ['2026-03-02', '2026-03-02T12:00', '2026-03-05', '2026-04-01T08:30'] as Due[];
const LABELS = ['insurance', 'callback', 'new patient'];
const ITEMS = ['i1', 'i2', 'i3'];

export function one<T>(of: readonly T[], random: () => number): T {
	return of[Math.floor(random() * of.length)]!;
}

const weighted: readonly (readonly [weight: number, gesture: Gesture])[] = [
	[6, move],
	[8, editWords],
	[3, (tab, _card, hand) => create(tab, hand)],
	[2, (tab, card, hand) => void setField(tab.doc, card, 'owner', one([...hand.people, null], hand.random))],
	[2, (tab, card, hand) => void setField(tab.doc, card, 'due', one([...DUES, null], hand.random))],
	[3, comment],
	[1, (tab, card, hand) => void blockCard(tab.doc, card, `waits for ${hand.fresh()}`, hand.now())],
	[1, (tab, card) => void unblockCard(tab.doc, card)],
	[1, (tab, card, hand) => void finishCard(tab.doc, card, hand.now())],
	[2, label],
	[2, checklist],
	[3, takeBack]
];
const all = weighted.flatMap(([weight, gesture]) => Array.from({ length: weight }, () => gesture));

/** Lets somebody do one thing at their tab; nothing, when the board has not arrived there. */
export function gesture(tab: Tab, hand: Hand): void {
	if (allColumns(tab.doc).length === 0) return;
	const cards = [...cardsOf(tab.doc).keys()] as CardId[];
	if (cards.length === 0) return create(tab, hand);
	one(all, hand.random)(tab, one(cards, hand.random), hand);
}

function create(tab: Tab, { model, now, random, fresh }: Hand): void {
	const [word, id] = [`w${fresh()}`, cardId(`s${String(fresh()).padStart(19, '0')}`)];
	const column = one(allColumns(tab.doc), random).id;
	const origin = { kind: 'person' as const, person: tab.person, at: now() };
	model.typed(`${id}/title`, tab.person, '', word);
	addCard(tab.doc, { id, title: word, column, owner: tab.person, due: DUES[0]!, origin }, now());
}

function move(tab: Tab, card: CardId, { now, random }: Hand): void {
	const cards = [...cardsOf(tab.doc).keys()] as CardId[];
	const spots: Spot[] = ['top', 'bottom', { before: one(cards, random) }, { after: one(cards, random) }];
	moveCard(tab.doc, card, one(allColumns(tab.doc), random).id, one(spots, random), now());
}

function comment(tab: Tab, card: CardId, { model, now, fresh }: Hand): void {
	const id = `k${fresh()}` as CommentId;
	addComment(tab.doc, card, { id, author: tab.person, text: `said ${id}` }, now());
	model.commented(id, card, tab.person, `said ${id}`);
}

/** Types a word, strikes one out, or both; words come and go whole, so that each can be followed. */
function editWords(tab: Tab, card: CardId, hand: Hand): void {
	const { random, fresh } = hand;
	const field = one<TextField>(['title', 'description'], random);
	const parts = String(textOf(cardsOf(tab.doc).get(card)!, field)).match(/w\d+ ?/g) ?? [];
	const spot = Math.floor(random() * (parts.length + 1));
	const [head, tail] = [parts.slice(0, spot).join(''), parts.slice(spot)];
	const strikes = tail.length > 0 && random() < 0.4;
	const rest = tail.slice(strikes ? 1 : 0).join('');
	const edit = (next: string, caret: number) =>
		inText(tab, card, field, hand, () => void editText(tab.doc, card, field, next, caret));
	followUndo(tab, card, field);
	if (strikes) edit(head + rest, head.length);
	if (strikes && random() < 0.5) return;
	const word = `w${fresh()} `;
	edit(head + word + rest, head.length + word.length);
}

function followUndo(tab: Tab, card: CardId, field: TextField): void {
	const text = textOf(cardsOf(tab.doc).get(card)!, field)!;
	const key = `${card}/${field}`;
	if (!tab.undo.has(key)) tab.undo.set(key, new Y.UndoManager(text, { captureTimeout: 0 }));
}

function takeBack(tab: Tab, _card: CardId, hand: Hand): void {
	const keys = [...tab.undo.keys()];
	if (keys.length === 0) return;
	const key = one(keys, hand.random);
	const [card, field] = key.split('/') as [CardId, TextField];
	const manager = tab.undo.get(key)!;
	inText(tab, card, field, hand, () => void (hand.random() < 0.75 ? manager.undo() : manager.redo()));
}

function inText(tab: Tab, card: CardId, field: TextField, { model }: Hand, change: () => void): void {
	const text = textOf(cardsOf(tab.doc).get(card)!, field)!;
	const before = text.toString();
	change();
	model.typed(`${card}/${field}`, tab.person, before, text.toString());
}

function label(tab: Tab, card: CardId, { random }: Hand): void {
	const labels = nestedOf(cardsOf(tab.doc).get(card)!, 'labels')!;
	const word = one(LABELS, random);
	if (labels.has(word)) labels.delete(word);
	else labels.set(word, true);
}

/** Ticks an item, or makes it where it is missing. */
function checklist(tab: Tab, card: CardId, { random, fresh }: Hand): void {
	const items = nestedOf(cardsOf(tab.doc).get(card)!, 'checklist')!;
	const id = one(ITEMS, random);
	const item = items.get(id);
	if (item instanceof Y.Map) return void item.set('done', item.get('done') !== true);
	const made = Object.entries({ text: new Y.Text(`item ${fresh()}`), done: false, order: orderBetween(null, null) });
	items.set(id, new Y.Map<unknown>(made));
}
