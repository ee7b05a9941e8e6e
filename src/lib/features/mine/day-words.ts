import { locale } from '$lib/messages/messages.ts';
import type { Day } from '#domain/ids.ts';

const long = new Intl.DateTimeFormat(locale, { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat(locale, { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' });
const date = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', timeZone: 'UTC' });

/** `Wednesday, March 4` */
export const longDay = (day: Day): string => long.format(Date.parse(day));

/** `Wed, Mar 4`, for the head of a narrow column. */
export const shortDay = (day: Day): string => short.format(Date.parse(day));

/** `March 4` */
export const dateOf = (day: Day): string => date.format(Date.parse(day));
