/** Emitter: typed events for one topic. Listeners run in order; one that throws does not stop others. */
export class Emitter<T> {
	#listeners = new Set<(value: T) => void>();

	/** on returns the function that unsubscribes. */
	on(listener: (value: T) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	emit(value: T): void {
		for (const listener of [...this.#listeners]) {
			try {
				listener(value);
			} catch (error) {
				// A listener's bug must be seen, but must not cut the others off.
				queueMicrotask(() => {
					throw error;
				});
			}
		}
	}
}
