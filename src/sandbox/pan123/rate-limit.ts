const SECOND_MS = 1000;

/** RateLimit counts calls in the last second, one budget for each key (123pan.md §4.3, code 429). */
export class RateLimit {
	#calls = new Map<string, number[]>();

	/** admits says whether a call at `now` milliseconds stays within `perSecond`; 0 is no limit. */
	admits(key: string, perSecond: number, now: number): boolean {
		if (perSecond <= 0) return true;
		// Less than one a second means one in a longer time.
		const window = SECOND_MS * Math.max(1, 1 / perSecond);
		const recent = (this.#calls.get(key) ?? []).filter((at) => at > now - window);
		const admitted = recent.length < Math.max(1, Math.floor(perSecond));
		if (admitted) recent.push(now);
		this.#calls.set(key, recent);
		return admitted;
	}
}
