/** `4:05`, as a timer shows it; the sign is for the words around it. */
export function timerWords(ms: number): string {
	const seconds = Math.round(Math.abs(ms) / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
