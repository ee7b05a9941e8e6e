import * as decoding from 'lib0/decoding';
import * as syncProtocol from 'y-protocols/sync';
import { messageSync } from 'y-websocket';

type Kind = 'step-two' | 'update';

export interface SocketWatcher {
	/** A new connection is being made; what was counted belongs to the one before. */
	opening(): void;
	sent(kind: Kind): void;
}

/** A WebSocket that tells of each message with edits in it, so that acknowledgements can be held against them. */
export function countingSocket(Base: typeof WebSocket, watcher: SocketWatcher): typeof WebSocket {
	return class CountingSocket extends Base {
		constructor(url: string | URL, protocols?: string | string[]) {
			super(url, protocols);
			watcher.opening();
		}

		override send(data: Parameters<WebSocket['send']>[0]): void {
			super.send(data);
			const kind = data instanceof Uint8Array ? kindOf(data) : null;
			if (kind) watcher.sent(kind);
		}
	};
}

function kindOf(message: Uint8Array): Kind | null {
	const decoder = decoding.createDecoder(message);
	if (decoding.readVarUint(decoder) !== messageSync) return null;
	const step = decoding.readVarUint(decoder);
	if (step === syncProtocol.messageYjsSyncStep2) return 'step-two';
	return step === syncProtocol.messageYjsUpdate ? 'update' : null;
}
