/** Channel: one end of a BroadcastChannel, as whoever speaks on it needs it. */
export interface Channel<T> {
	post(message: T): void;
	/** on returns the function that unsubscribes. */
	on(listener: (message: T) => void): () => void;
	close(): void;
}

/** openChannel: every context of this origin hears what is posted, but the end that posts it. */
export function openChannel<T>(name: string): Channel<T> {
	const channel = new BroadcastChannel(name);
	return {
		post: (message) => channel.postMessage(message),
		on(listener) {
			const hear = (event: MessageEvent<T>) => listener(event.data);
			channel.addEventListener('message', hear);
			return () => channel.removeEventListener('message', hear);
		},
		close: () => channel.close()
	};
}
