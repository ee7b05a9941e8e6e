import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/**
 * An awareness update without the entries of one client id: nobody else may say where this screen is.
 *
 * @returns null when nothing is left, or when the bytes make no sense.
 */
export function withoutClient(update: Uint8Array, client: number): Uint8Array | null {
	try {
		const kept = entriesOf(update).filter((entry) => entry.client !== client);
		if (kept.length === 0) return null;
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, kept.length);
		for (const entry of kept) {
			encoding.writeVarUint(encoder, entry.client);
			encoding.writeVarUint(encoder, entry.clock);
			encoding.writeVarString(encoder, entry.state);
		}
		return encoding.toUint8Array(encoder);
	} catch {
		return null;
	}
}

function entriesOf(update: Uint8Array) {
	const decoder = decoding.createDecoder(update);
	return Array.from({ length: decoding.readVarUint(decoder) }, () => {
		const entry = {
			client: decoding.readVarUint(decoder),
			clock: decoding.readVarUint(decoder),
			state: decoding.readVarString(decoder)
		};
		JSON.parse(entry.state);
		return entry;
	});
}
