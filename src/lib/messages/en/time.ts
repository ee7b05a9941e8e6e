import { count } from './counting.ts';

/** Times as people say them; dates themselves are written by `Intl`. */
export const time = {
	today: 'today',
	tomorrow: 'tomorrow',
	yesterday: 'yesterday',
	at: (day: string, clock: string) => `${day} ${clock}`,
	dateAt: (date: string, clock: string) => `${date}, ${clock}`,
	late: (span: string) => `${span} late`,
	dueIn: (span: string) => `due in ${span}`,
	dueNow: 'due now',
	inCity: (city: string, clock: string) => `${city}, now ${clock}`,
	justNow: 'just now',
	ago: (span: string) => `${span} ago`,
	minutes: (n: number) => `${n} min`,
	hours: (n: number) => `${n} h`,
	days: (n: number) => count(n, { one: 'day', other: 'days' })
} as const;
