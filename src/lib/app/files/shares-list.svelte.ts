/** SharesList: what an account has shared, read page after page. */
import type { Share } from '../../drives/files';
import { asTransferError, type TransferError } from '../../kernel/errors';
import type { Ask } from './files-desk';

export class SharesList {
	readonly #ask: Ask;
	#shares = $state.raw<readonly Share[]>([]);
	#reading = $state<'reading' | 'whole' | 'failed'>('reading');
	#error = $state.raw<TransferError | undefined>();
	#turn = 0;

	constructor(ask: Ask) {
		this.#ask = ask;
		void this.read();
	}

	/** The newest first. */
	get shares(): readonly Share[] {
		return this.#shares;
	}
	get reading(): 'reading' | 'whole' | 'failed' {
		return this.#reading;
	}
	get error(): TransferError | undefined {
		return this.#error;
	}

	async read(): Promise<void> {
		const turn = ++this.#turn;
		this.#reading = 'reading';
		this.#error = undefined;
		const found: Share[] = [];
		try {
			let cursor: string | undefined;
			do {
				const page = await this.#ask('shares', { cursor });
				if (turn !== this.#turn) return;
				found.push(...page.shares);
				this.#shares = [...found];
				cursor = page.next;
			} while (cursor !== undefined);
			this.#reading = 'whole';
		} catch (error) {
			if (turn !== this.#turn) return;
			this.#error = asTransferError(error);
			this.#reading = 'failed';
		}
	}

	/** end stops a share, and gives the error if the drive refuses. */
	async end(share: Share): Promise<TransferError | undefined> {
		const before = this.#shares;
		this.#shares = before.filter(({ id }) => id !== share.id);
		try {
			await this.#ask('unshare', [{ id: share.id }]);
			return undefined;
		} catch (error) {
			this.#shares = before;
			return asTransferError(error);
		}
	}
}
