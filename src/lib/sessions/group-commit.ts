/**
 * GroupCommit: many small writes, few transactions. Writes that come while a transaction is on its
 * way go together into the next one; each promise resolves when its own transaction is on disk.
 */
export class GroupCommit {
	readonly #commit: () => Promise<void>;
	#waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
	#running = false;

	/** `commit` stores everything that was written before it is called: all of it, or nothing. */
	constructor(commit: () => Promise<void>) {
		this.#commit = commit;
	}

	/** next resolves, or rejects, with the next commit that begins. */
	next(): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ resolve, reject });
			if (!this.#running) void this.#run();
		});
	}

	async #run(): Promise<void> {
		this.#running = true;
		while (this.#waiting.length > 0) {
			// Whatever the same event caused joins the same transaction.
			await Promise.resolve();
			const batch = this.#waiting.splice(0);
			try {
				await this.#commit();
				for (const { resolve } of batch) resolve();
			} catch (error) {
				for (const { reject } of batch) reject(error);
			}
		}
		this.#running = false;
	}
}
