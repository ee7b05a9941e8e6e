import { expect, test } from 'vitest';
import { readConnection, trustedProxies } from '../../server/http/connection.ts';

const isTrusted = trustedProxies(['10.0.0.0/8', '127.0.0.1', '2001:db8::1']);

function read(address: string, headers: Record<string, string> = {}, encrypted = false) {
	return readConnection({ address, encrypted }, (name) => headers[name], isTrusted);
}

const HTTPS = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' };

test('[H8] a trusted proxy’s word counts, a stranger’s does not', () => {
	expect(read('10.0.0.2', HTTPS)).toEqual({ source: '203.0.113.9', secure: true, local: false, tolerated: false });
	expect(read('::ffff:10.0.0.2', HTTPS)).toEqual({
		source: '203.0.113.9',
		secure: true,
		local: false,
		tolerated: false
	});
	expect(read('2001:db8::1', HTTPS)).toMatchObject({ source: '203.0.113.9', secure: true });
	expect(read('192.168.1.20', HTTPS)).toEqual({
		source: '192.168.1.20',
		secure: false,
		local: false,
		tolerated: false
	});
	expect(read('192.168.1.20', { ...HTTPS, 'x-forwarded-for': '127.0.0.1' })).toMatchObject({ local: false });
});

test('[H8] of the forwarded addresses only what trusted proxies wrote counts', () => {
	const forged = { ...HTTPS, 'x-forwarded-for': '127.0.0.1, 198.51.100.7, 10.1.1.1' };
	expect(read('10.0.0.2', forged)).toEqual({ source: '198.51.100.7', secure: true, local: false, tolerated: false });
	expect(read('10.0.0.2', { ...HTTPS, 'x-forwarded-for': '127.0.0.1, nonsense' })).toMatchObject({
		source: '10.0.0.2'
	});
	expect(read('10.0.0.2', { 'x-forwarded-proto': 'https, http' })).toMatchObject({ secure: false });
});

test('[H8] a proxy on this machine is this machine, unless it says that it was asked in clear text', () => {
	expect(read('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).toMatchObject({ source: '203.0.113.9', local: true });
	const clear = { 'x-forwarded-proto': 'http', 'x-forwarded-for': '203.0.113.9' };
	expect(read('127.0.0.1', clear)).toEqual({ source: '203.0.113.9', secure: false, local: false, tolerated: false });
	expect(read('::1', clear)).toMatchObject({ local: true });
});

test('[H8] a source is an IPv4 address or an IPv6 network', () => {
	expect(read('203.0.113.9').source).toBe('203.0.113.9');
	expect(read('2001:DB8:0:1:2:3:4:5').source).toBe('2001:db8:0:1::/64');
	expect(read('2001:db8::5').source).toBe('2001:db8:0:0::/64');
	expect(read('2001:0db8:0000:0001::').source).toBe('2001:db8:0:1::/64');
	expect(read('fe80::1%eth0').source).toBe('fe80:0:0:0::/64');
});
