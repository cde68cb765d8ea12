/** singleFlight runs at most one call per key at a time; callers that come meanwhile share its answer. */
export function singleFlight<T>(): (key: string, run: () => Promise<T>) => Promise<T> {
	const flying = new Map<string, Promise<T>>();
	return (key, run) => {
		const current = flying.get(key);
		if (current) return current;
		const started = run().finally(() => flying.delete(key));
		flying.set(key, started);
		return started;
	};
}
