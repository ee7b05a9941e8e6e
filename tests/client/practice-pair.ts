import { createECDH, hkdfSync } from 'node:crypto';
import type { Owner } from '../../src/lib/client/local-names.ts';
import type { AskKeys } from '../../src/lib/client/deliver-sealed.ts';
import type { SealingKey } from '../../src/lib/client/sealing.ts';

/** The server's half of sealed edits, as far as a browser sees it. */
export interface PracticePair {
	readonly key: SealingKey;
	/** What the server tells whoever is signed in. */
	readonly tells: (owner: Owner) => AskKeys;
}

export function practicePair(): PracticePair {
	const ecdh = createECDH('prime256v1');
	const ours = ecdh.generateKeys();
	const key = { id: 'x1', point: ours.toString('base64') };
	return {
		key,
		tells:
			({ practice, person }) =>
			async (blobs) => ({
				keys: blobs.map(({ point }) => {
					const theirs = Buffer.from(point, 'base64');
					const info = `daybreak sealed edits\0${practice}\0${person}`;
					const salt = Buffer.concat([theirs, ours]);
					return Buffer.from(hkdfSync('sha256', ecdh.computeSecret(theirs), salt, info, 32)).toString('base64');
				})
			})
	};
}
