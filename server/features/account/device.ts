const BROWSERS = [
	[/\bEdg(e|A|iOS)?\//, 'Edge'],
	[/\bOPR\//, 'Opera'],
	[/\b(Firefox|FxiOS)\//, 'Firefox'],
	[/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
	[/\bSafari\//, 'Safari']
] as const;

const SYSTEMS = [
	[/\biPad\b/, 'iPad'],
	[/\biPhone\b/, 'iPhone'],
	[/\bAndroid\b/, 'Android'],
	[/\bCrOS\b/, 'ChromeOS'],
	[/\bWindows\b/, 'Windows'],
	[/\bMac OS X\b/, 'Mac'],
	[/\bLinux\b/, 'Linux']
] as const;

/** What a person would call the device: "Firefox on Windows". Only our own words, never the header's. */
export function deviceOf(userAgent: string | undefined): string {
	const named = (table: readonly (readonly [RegExp, string])[]) =>
		table.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
	const [browser, system] = [named(BROWSERS), named(SYSTEMS)];
	if (!browser) return system ?? 'Another program';
	return system ? `${browser} on ${system}` : browser;
}

/** Safari refuses Secure cookies on http://localhost. */
export function isSafari(userAgent: string | undefined): boolean {
	return deviceOf(userAgent).startsWith('Safari');
}
