import * as decoding from 'lib0/decoding';
import type { ActivityEntry } from '#domain/activity/changes.ts';

/** What a server's frame says. */
export type Answer =
	| { readonly kind: 'step1'; readonly stateVector: Uint8Array }
	| { readonly kind: 'step2' | 'update'; readonly update: Uint8Array }
	| { readonly kind: 'presence' }
	| { readonly kind: 'ack'; readonly count: number }
	| { readonly kind: 'problem'; readonly code: string }
	| { readonly kind: 'activity'; readonly entries: readonly ActivityEntry[] };

/** Reads a frame as a client does. */
export function readAnswer(frame: Uint8Array): Answer {
	const decoder = decoding.createDecoder(frame);
	switch (decoding.readVarUint(decoder)) {
		case 0:
			return readSync(decoder);
		case 4:
			return { kind: 'ack', count: decoding.readVarUint(decoder) };
		case 5:
			return { kind: 'problem', code: (JSON.parse(decoding.readVarString(decoder)) as { code: string }).code };
		case 6:
			return {
				kind: 'activity',
				entries: (JSON.parse(decoding.readVarString(decoder)) as { entries: ActivityEntry[] }).entries
			};
		default:
			return { kind: 'presence' };
	}
}

function readSync(decoder: decoding.Decoder): Answer {
	const step = decoding.readVarUint(decoder);
	const bytes = decoding.readVarUint8Array(decoder);
	if (step === 0) return { kind: 'step1', stateVector: bytes };
	return { kind: step === 1 ? 'step2' : 'update', update: bytes };
}
