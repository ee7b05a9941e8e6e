import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import type { AppEnv } from './env.ts';
import { Problem } from './problem.ts';
import { languageAsked, say, type Sentence } from './say.ts';

/** Many times what any form here sends. */
const MOST_BYTES = 64 * 1024;

export function limitedBody() {
	return bodyLimit({
		maxSize: MOST_BYTES,
		onError: () => {
			throw new Problem(413, say('tooLarge'), { code: 'too-large' });
		}
	});
}

/**
 * The body as the schema describes it.
 *
 * @throws {Problem} 400 when it is no JSON, 422 naming the first wrong field; the value itself is never repeated.
 */
export async function bodyOf<T extends v.GenericSchema>(c: Context<AppEnv>, schema: T): Promise<v.InferOutput<T>> {
	const said = { lang: languageAsked(c), message: say('unreadable') };
	const parsed = v.safeParse(schema, await jsonOf(c), { ...said, abortPipeEarly: true });
	if (parsed.success) return parsed.output;
	const [issue] = parsed.issues;
	throw wrongField(v.getDotPath(issue) ?? '', () => issue.message);
}

export function wrongField(field: string, sentence: Sentence): Problem {
	return new Problem(422, sentence, { code: 'invalid-field', field });
}

async function jsonOf(c: Context<AppEnv>): Promise<unknown> {
	const text = await c.req.text();
	try {
		return JSON.parse(text);
	} catch {
		throw new Problem(400, say('malformed'), { code: 'malformed' });
	}
}
