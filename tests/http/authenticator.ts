import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const UP = 0x01;
const UV = 0x04;
const NEW_CREDENTIAL = 0x40;

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
const base64url = (data: Uint8Array | string) => Buffer.from(data).toString('base64url');

interface Asked {
	readonly challenge: string;
	readonly rp?: { readonly id?: string };
	readonly rpId?: string;
}

/** A device that holds one passkey and signs what browsers hand to it (WebAuthn level 3, ES256, no attestation). */
export class Authenticator {
	readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	readonly id = base64url(randomBytes(16));
	/** Whether it asked for a finger, a face or a PIN. */
	verifies = true;
	counter = 0;

	/** What `navigator.credentials.create` gives a page at `origin`. */
	register({ challenge, rp }: Asked, origin: string) {
		const clientDataJSON = clientData('webauthn.create', challenge, origin);
		const credential = Buffer.concat([
			Buffer.alloc(16),
			Buffer.from([0, 16]),
			Buffer.from(this.id, 'base64url'),
			this.#coseKey()
		]);
		const data = Buffer.concat([this.#authenticatorData(rp?.id ?? '', NEW_CREDENTIAL), credential]);
		const attestationObject = Buffer.concat([
			Buffer.from([0xa3]),
			...[word('fmt'), word('none'), word('attStmt'), Buffer.from([0xa0]), word('authData'), bytes(data)]
		]);
		return this.#answer({
			clientDataJSON,
			attestationObject: base64url(attestationObject),
			transports: ['internal']
		});
	}

	/** What `navigator.credentials.get` gives a page at `origin`. */
	signIn({ challenge, rpId }: Asked, origin: string) {
		const clientDataJSON = clientData('webauthn.get', challenge, origin);
		this.counter += 1;
		const data = this.#authenticatorData(rpId ?? '', 0);
		const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
		const signature = base64url(sign('sha256', signed, this.#keys.privateKey));
		return this.#answer({ clientDataJSON, authenticatorData: base64url(data), signature });
	}

	#answer(response: Record<string, unknown>) {
		const { id } = this;
		return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
	}

	#authenticatorData(relyingParty: string, flags: number): Buffer {
		const counter = Buffer.alloc(4);
		counter.writeUInt32BE(this.counter);
		return Buffer.concat([sha256(relyingParty), Buffer.from([UP | (this.verifies ? UV : 0) | flags]), counter]);
	}

	#coseKey(): Buffer {
		const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
		const [head, between] = [Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21]), Buffer.from([0x22])];
		return Buffer.concat([head, bytes(Buffer.from(x, 'base64url')), between, bytes(Buffer.from(y, 'base64url'))]);
	}
}

function clientData(type: string, challenge: string, origin: string): string {
	return base64url(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** A short text in CBOR. */
function word(text: string): Buffer {
	return Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);
}

/** A byte string of up to 64 kB in CBOR. */
function bytes(data: Buffer): Buffer {
	const head = data.length < 256 ? [0x58, data.length] : [0x59, data.length >> 8, data.length & 0xff];
	return Buffer.concat([Buffer.from(head), data]);
}
