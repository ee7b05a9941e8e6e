import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { AppEnv } from '../../http/env.ts';

/** As long as browsers keep anything. It is given anew whenever the screen comes back, so a power cut costs nothing. */
const COOKIE_DAYS = 400;
const TOKEN = /^[\w-]{43}$/;

/** The screen's own token, which names no person and opens nothing but its wall. */
export function screenToken(c: Context<AppEnv>, demo: boolean): string | null {
	const token = getCookie(c, nameOf(demo), 'host');
	return token !== undefined && TOKEN.test(token) ? token : null;
}

export function giveScreenToken(c: Context<AppEnv>, token: string, demo: boolean): void {
	setCookie(c, nameOf(demo), token, {
		prefix: 'host',
		path: '/',
		secure: true,
		httpOnly: true,
		sameSite: 'Strict',
		maxAge: COOKIE_DAYS * 86_400
	});
}

const nameOf = (demo: boolean): string => (demo ? 'daybreak-demo-tv' : 'daybreak-tv');
