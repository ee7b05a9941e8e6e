/** What lies in the middle of an odd number of measurements, and between the two middle ones of an even one. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)]!, sorted[Math.floor(sorted.length / 2)]!];
	return (low + high) / 2;
}

/** The value below which a share of all lies. */
export function part(share: number, values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export const count = (n: number) => Math.round(n).toLocaleString('en');
export const ms = (n: number) => `${n < 10 ? n.toFixed(1) : Math.round(n)} ms`;
export const times = (n: number) => `${n < 10 ? n.toFixed(2) : count(n)} ×`;
export const mb = (n: number) => `${n < 10 ? n.toFixed(1) : Math.round(n)} MB`;
