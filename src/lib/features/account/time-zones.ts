import { t } from '$lib/messages/messages.ts';

export interface ZoneChoice {
	readonly zone: string;
	/** As people look for it: `New York, now 10:42`. */
	readonly label: string;
}

/** This device's own zone, most likely the practice's. */
export function guessedZone(): string {
	return Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
}

export function zoneChoices(now: Date): ZoneChoice[] {
	return Intl.supportedValuesOf('timeZone').map((zone) => ({
		zone,
		label: t.time.inCity(cityOf(zone), clockIn(zone, now))
	}));
}

/** The zone somebody means who typed its name or its city in any spelling of capitals; otherwise what was typed. */
export function zoneMeant(typed: string): string {
	const wanted = typed.trim().toLowerCase().replaceAll(' ', '_');
	const zones = Intl.supportedValuesOf('timeZone');
	const named = zones.find((zone) => zone.toLowerCase() === wanted);
	return named ?? zones.find((zone) => zone.toLowerCase().endsWith(`/${wanted}`)) ?? typed.trim();
}

const cityOf = (zone: string) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

function clockIn(timeZone: string, now: Date): string {
	return new Intl.DateTimeFormat('en-US', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
		now
	);
}
