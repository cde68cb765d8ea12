/** LateRunner: the Runner, loaded with the first row that is in line. A first visit needs none of it. */
import { asTransferError } from '../kernel/errors';
import { late } from '../kernel/late';
import type { Rows, Runner } from './runner';
import type { Limits } from './scheduler';
import type { Tools } from './tools';

export class LateRunner {
	readonly #tools: Tools;
	readonly #limits: () => Limits;
	readonly #rows: Rows;
	#runner: Runner | undefined;
	#isLoading = false;

	constructor(tools: Tools, limits: () => Limits, rows: Rows) {
		this.#tools = tools;
		this.#limits = limits;
		this.#rows = rows;
	}

	/** pump starts what may start, at once or when what sends is there. */
	pump(): void {
		if (this.#runner) this.#runner.pump();
		else if (!this.#isLoading && this.#inLine().length > 0) void this.#load();
	}

	/** stop as with Runner. */
	async stop(id: string): Promise<void> {
		await this.#runner?.stop(id);
	}

	#inLine(): readonly string[] {
		const all = [...this.#rows.uploads()];
		return all.flatMap(({ id, status }) => (status.state === 'queued' ? id : []));
	}

	async #load(): Promise<void> {
		this.#isLoading = true;
		try {
			const Loaded = await loadRunner();
			this.#runner = new Loaded(this.#tools, this.#limits, this.#rows);
		} catch (error) {
			// The rows go on when our own server gives the script.
			for (const id of this.#inLine()) this.#rows.failed(id, asTransferError(error));
		} finally {
			this.#isLoading = false;
		}
		this.#runner?.pump();
	}
}

const loadRunner = late(async () => (await import('./runner')).Runner);
