/** How the screen looks: as the device does, or always light or dark. */
export type Theme = 'auto' | 'light' | 'dark';

/** Read again before the first paint by the page itself (`static/theme.js`). */
const KEY = 'daybreak/theme';

export function currentTheme(): Theme {
	const { theme } = document.documentElement.dataset;
	return theme === 'light' || theme === 'dark' ? theme : 'auto';
}

export function setTheme(theme: Theme): void {
	const { dataset } = document.documentElement;
	if (theme === 'auto') delete dataset.theme;
	else dataset.theme = theme;
	try {
		if (theme === 'auto') localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, theme);
	} catch {
		// Not remembered then; the screen has changed all the same.
	}
}
