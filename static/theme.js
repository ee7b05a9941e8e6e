// Before the first paint, so that a dark screen does not flash.
try {
	const theme = localStorage.getItem('daybreak/theme');
	if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
	// Storage may be forbidden; then the screen looks as the device does.
}
