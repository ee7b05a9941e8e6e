export interface Signal<T> {
	emit(value: T): void;
	/** @returns a function that stops listening. */
	on(listener: (value: T) => void): () => void;
}

export function createSignal<T>(): Signal<T> {
	const listeners = new Set<(value: T) => void>();
	return {
		emit: (value) => listeners.forEach((listener) => listener(value)),
		on(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		}
	};
}
