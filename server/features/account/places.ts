import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Instant, PersonId } from '#domain/ids.ts';
import { mayBePlain } from '../../http/connection.ts';
import type { AppEnv } from '../../http/env.ts';
import type { KnownPlaces } from '../../ports/known-places.ts';
import { isSafari } from './device.ts';
import type { Place } from './throttle.ts';
import { hashToken, newToken } from './tokens.ts';

/** Which browsers and networks the practice's people come from. */
export interface Places {
	/** @param person whose sign-in is tried; null when nobody is known to be meant. */
	of(c: Context<AppEnv>, person: PersonId | null): Place;
	/** This person has proven who they are here. Gives the browser a token of its own when it has none. */
	remember(c: Context<AppEnv>, person: PersonId): void;
	/** Whoever knew the old password may have been at the others. @param here keeps this browser. */
	forgetOthers(person: PersonId, here: Context<AppEnv> | null): void;
}

const DAY_MS = 24 * 60 * 60_000;
const BROWSER_DAYS = 180;
/** Shorter: an address of a hotel is somebody else's next month. */
const NETWORK_DAYS = 30;
const TOKEN = /^[\w-]{43}$/;

export function createPlaces(store: KnownPlaces, now: () => Instant, demo: boolean): Places {
	const name = demo ? '__Host-daybreak-demo-browser' : '__Host-daybreak-browser';
	const daysAgo = (days: number) => (now() - days * DAY_MS) as Instant;
	const tokenOf = (c: Context<AppEnv>): string | null => {
		const token = getCookie(c, cookieName(c, name));
		return token && TOKEN.test(token) ? token : null;
	};
	const browserOf = (c: Context<AppEnv>): string | null => {
		const token = tokenOf(c);
		return token && `browser ${hashToken(token)}`;
	};
	const networkOf = (c: Context<AppEnv>) => `network ${c.get('connection').source}`;
	return {
		of(c, person) {
			const browser = browserOf(c);
			const known = browser !== null && person !== null && store.isKnown(browser, person, daysAgo(BROWSER_DAYS));
			return {
				source: c.get('connection').source,
				device: known ? browser : null,
				familiar: store.isKnown(networkOf(c), null, daysAgo(NETWORK_DAYS))
			};
		},
		remember(c, person) {
			const token = tokenOf(c) ?? newToken();
			for (const place of [`browser ${hashToken(token)}`, networkOf(c)]) {
				store.remember(place, person, now(), daysAgo(BROWSER_DAYS));
			}
			setCookie(c, cookieName(c, name), token, {
				...{ path: '/', httpOnly: true, sameSite: 'Strict', secure: !needsPlainCookie(c) },
				maxAge: (BROWSER_DAYS * DAY_MS) / 1000
			});
		},
		forgetOthers: (person, here) => store.forgetOthers(person, here && browserOf(here))
	};
}

/** Safari on this machine without TLS takes neither Secure nor a name that demands it. */
export function needsPlainCookie(c: Context<AppEnv>): boolean {
	const connection = c.get('connection');
	return mayBePlain(connection) && (connection.tolerated || isSafari(c.req.header('user-agent')));
}

function cookieName(c: Context<AppEnv>, name: string): string {
	return needsPlainCookie(c) ? name.replace('__Host-', '') : name;
}
