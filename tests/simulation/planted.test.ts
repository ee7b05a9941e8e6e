import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import type { Author, Journal } from '../../server/ports/journal.ts';
import type { Committed } from '../../server/sync/content.ts';
import { encodeUpdate } from '../../server/sync/protocol.ts';
import type { Room } from '../../server/sync/room.ts';
import { Session } from '../../server/sync/session.ts';
import { wrongWith } from './quiescence.ts';
import type { Plant } from './wire.ts';

/** Enough for every bug to show; most show in the first few. */
const SEEDS = 60;
const STEPS = 200;

type Submit = Room['submit'];

/** The room with one of its parts replaced. */
function withRoom(room: Room, parts: Partial<Pick<Room, 'submit' | 'onCommitted' | 'leave'>>): Room {
	return new Proxy(room, {
		get(target, name) {
			const part: unknown = Reflect.get(name in parts ? parts : target, name, name in parts ? parts : target);
			return typeof part === 'function' ? (part as () => unknown).bind(name in parts ? parts : target) : part;
		}
	});
}

function submitting(change: (room: Room, ...rest: Parameters<Submit>) => ReturnType<Submit>): Plant {
	return { room: (room) => withRoom(room, { submit: (...given) => change(room, ...given) }) };
}

/** Says that commits are durable, and writes them later. */
function writingBehind(journal: Journal): Journal {
	let last = Promise.resolve();
	return {
		...journal,
		async commit(commits) {
			last = last
				.then(() => journal.commit(commits))
				.then(
					() => undefined,
					() => undefined
				);
			return [];
		}
	};
}

const planted: Readonly<Record<string, Plant>> = {
	'an edit is acknowledged before it is committed': { journal: writingBehind },
	'an edit is published before it is committed': submitting((room, update, author, from, most) => {
		const result = room.submit(update, author, from, most);
		if (result.kind === 'accepted') room.tell(encodeUpdate(update), (member) => member !== from);
		return result;
	}),
	'a gap is applied and not dropped': submitting((room, update, author, from, most) => {
		const result = room.submit(update, author, from, most);
		if (result.kind !== 'gap') return result;
		room.onCommitted(({ doc }) => Y.applyUpdate(doc, update, author satisfies Author));
		return { kind: 'accepted' };
	}),
	'an acknowledgement passes a dropped gap': submitting((room, ...given) => {
		const result = room.submit(...given);
		return result.kind === 'gap' ? { kind: 'nothing' } : result;
	}),
	'an acknowledgement passes what a resting room dropped': submitting((room, ...given) => {
		const result = room.submit(...given);
		return result.kind === 'dropped' ? { kind: 'nothing' } : result;
	}),
	'what a failed commit took back counts as durable': {
		session: class extends Session {
			override lost(): void {}
		}
	},
	'nobody asks again for what a failed commit took back': {
		session: class extends Session {
			override askAgain(): void {}
		}
	},
	'newcomers are answered from what is not yet committed': {
		room: (room) => {
			let seen: Committed | null = null;
			room.onCommitted((content) => (seen = content));
			return withRoom(room, { onCommitted: (answer) => (seen ? answer(seen) : room.onCommitted(answer)) });
		}
	},
	'an update is taken under another person’s name': submitting((room, update, author, from, most) =>
		room.submit(update, { ...author, person: 'p-ben' as Author['person'] }, from, most)
	)
};

describe('the plays find it when', () => {
	test.each(Object.entries(planted))('%s', async (_bug, plant) => {
		let found: string[] = [];
		for (let seed = 1; seed <= SEEDS && found.length === 0; seed++) found = await wrongWith(seed, STEPS, plant);
		expect(found).not.toEqual([]);
		process.stdout.write(`  found by: ${found[0]!.split('\n')[0]!.slice(0, 100)}\n`);
	});

	test('nothing, once no bug is planted', async () => {
		for (let seed = 1; seed <= 10; seed++) expect(await wrongWith(seed, STEPS)).toEqual([]);
	});
});
