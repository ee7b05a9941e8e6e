import { createMiddleware } from 'hono/factory';
import { BlockList, isIP, isIPv6 } from 'node:net';
import type { AppEnv } from './env.ts';

/** The other end of a TCP connection. */
export interface Peer {
	readonly address: string;
	readonly encrypted: boolean;
}

/** How a request came here, as far as it can be known. */
export interface Connection {
	/** The sender's address; an IPv6 one by its /64, which is what one household or office holds. */
	readonly source: string;
	/** Encrypted all the way to us, or up to a proxy that we trust. */
	readonly secure: boolean;
	/** It never left this machine. */
	readonly local: boolean;
	/** Neither, and let in all the same, because whoever runs the server said so in words. */
	readonly tolerated: boolean;
}

export type IsTrusted = (address: string) => boolean;
export type ClearText = 'refused' | 'tolerated';
type ReadHeader = (name: string) => string | undefined;

/** @param proxies addresses (`10.0.0.2`) or networks (`10.0.0.0/8`), checked by the configuration. */
export function trustedProxies(proxies: readonly string[]): IsTrusted {
	const list = new BlockList();
	for (const proxy of proxies) {
		const [address = '', bits] = proxy.split('/');
		const family = isIPv6(address) ? 'ipv6' : 'ipv4';
		if (bits === undefined) list.addAddress(address, family);
		else list.addSubnet(address, Number(bits), family);
	}
	return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/**
 * Forwarded headers count only from a trusted proxy, and of `X-Forwarded-For` only what trusted proxies wrote:
 * the rest is whatever the sender liked.
 */
export function readConnection(
	peer: Peer,
	header: ReadHeader,
	isTrusted: IsTrusted,
	clearText: ClearText = 'refused'
): Connection {
	const address = plainAddress(peer.address);
	const trusted = isTrusted(address);
	const scheme = trusted ? header('x-forwarded-proto')?.split(',').at(-1)?.trim() : undefined;
	const sender = trusted ? senderBehind(address, header('x-forwarded-for'), isTrusted) : address;
	const secure = peer.encrypted || scheme === 'https';
	// A proxy on this machine that does not say which scheme it was asked by is taken at its place.
	const local = isLoopback(scheme === undefined ? address : sender);
	return { source: sourceOf(sender), secure, local, tolerated: clearText === 'tolerated' && !secure && !local };
}

/** Whether a cookie may come without `__Host-` and Secure, which some browsers keep only over https. */
export function mayBePlain({ secure, local, tolerated }: Connection): boolean {
	return !secure && (local || tolerated);
}

function senderBehind(peer: string, forwardedFor: string | undefined, isTrusted: IsTrusted): string {
	let sender = peer;
	for (const hop of (forwardedFor ?? '').split(',').reverse()) {
		const address = plainAddress(hop.trim());
		if (!isIP(address)) break;
		sender = address;
		if (!isTrusted(address)) break;
	}
	return sender;
}

/** An IPv4 peer of a dual-stack socket appears as `::ffff:10.0.0.2`. */
function plainAddress(address: string): string {
	return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

function isLoopback(address: string): boolean {
	return address === '::1' || address.startsWith('127.');
}

function sourceOf(address: string): string {
	if (!isIPv6(address)) return address;
	const [head = '', tail = ''] = address.toLowerCase().split('::', 2) as [string, string?];
	const left = head.split(':').filter(Boolean);
	const right = tail.split(':').filter(Boolean);
	const zeros = Math.max(0, 8 - left.length - right.length);
	const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
	return `${groups
		.slice(0, 4)
		.map((group) => group.replace(/^0+(?=.)/, ''))
		.join(':')}::/64`;
}

export function connection(isTrusted: IsTrusted, clearText: ClearText = 'refused') {
	return createMiddleware<AppEnv>(async (c, next) => {
		c.set(
			'connection',
			readConnection(c.env.peer, (name) => c.req.header(name), isTrusted, clearText)
		);
		await next();
	});
}
