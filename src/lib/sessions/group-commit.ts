/**
 * GroupCommit: many small writes, few transactions. Writes that come while a transaction is on its
 * way go together into the next one; each promise resolves when its own transaction is on disk.
 */
export class GroupCommit {
	readonly #commit: (writes: readonly (() => Promise<unknown>)[]) => Promise<void>;
	#waiting: { write: () => Promise<unknown>; resolve: () => void; reject: (e: unknown) => void }[] =
		[];
	#running = false;

	/** `commit` runs all writes in one transaction: all of them, or none. */
	constructor(commit: (writes: readonly (() => Promise<unknown>)[]) => Promise<void>) {
		this.#commit = commit;
	}

	write(write: () => Promise<unknown>): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ write, resolve, reject });
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
				await this.#commit(batch.map((entry) => entry.write));
				for (const entry of batch) entry.resolve();
			} catch (error) {
				for (const entry of batch) entry.reject(error);
			}
		}
		this.#running = false;
	}
}
