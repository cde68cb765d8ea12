/** Watched: how a dropped folder went, by the page's own clock. Times in seconds from the drop. */
export interface Watched {
	/** When all rows were listed; undefined when the time was over before. */
	readonly added?: number;
	/** When the folder's row was done. */
	readonly done?: number;
	/** The row's state at the end. */
	readonly state: string;
	/** Longest stretch, milliseconds, that the page was busy while rows were added; 0: none over 50. */
	readonly longest: number;
}

/** What watchFolder is told; it runs in the page, so this is all that it knows. */
export interface Watch {
	readonly name: string;
	/** What the row says when it knows of all files. */
	readonly all: string;
	readonly limitMs: number;
}

/**
 * watchFolder is evaluated in the page before the drop. Resolves when the folder is done, has failed,
 * or when the time is over. It may use nothing from outside of itself.
 */
export function watchFolder({ name, all, limitMs }: Watch): Promise<Watched> {
	const busy: PerformanceEntry[] = [];
	const observer = new PerformanceObserver((list) => busy.push(...list.getEntries()));
	observer.observe({ type: 'longtask' });
	return new Promise((resolve) => {
		let dropped = Infinity;
		let added: number | undefined;
		addEventListener('drop', () => (dropped = performance.now()), { capture: true, once: true });
		const end = (state: string, done?: number) => {
			mutations.disconnect();
			clearTimeout(timer);
			const until = added === undefined ? Infinity : dropped + added * 1000;
			const whileAdding = busy.filter((entry) => entry.startTime < until);
			const longest = Math.max(0, ...whileAdding.map(({ duration }) => duration));
			const seen = { ...(added !== undefined && { added }), ...(done !== undefined && { done }) };
			resolve({ ...seen, state, longest });
		};
		const look = () => {
			const row = document.querySelector<HTMLElement>(`[data-path="/${name}"]`);
			if (!row) return;
			const seconds = (performance.now() - dropped) / 1000;
			if (added === undefined && row.textContent.includes(all)) added = seconds;
			const state = row.dataset['state'] ?? '';
			if (added !== undefined && state === 'done') end(state, seconds);
			if (state === 'failed') end(state);
		};
		const mutations = new MutationObserver(look);
		mutations.observe(document.body, {
			...{ subtree: true, childList: true, characterData: true, attributes: true },
			attributeFilter: ['data-state']
		});
		const timer = setTimeout(() => {
			const row = document.querySelector<HTMLElement>(`[data-path="/${name}"]`);
			end(row?.dataset['state'] ?? 'not listed');
		}, limitMs);
	});
}
