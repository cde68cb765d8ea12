import { TransferError } from '../../src/lib/kernel/errors';
import type { SessionStore } from '../../src/lib/sessions/session-store';
import type { Receipt } from '../../src/lib/drives/drive';
import { memoryStore } from '../support/memory-store';
import type { Life } from './life';

/** What only reads. */
const READS: ReadonlySet<string> = new Set([
	...['uploads', 'session', 'sessions', 'receipts', 'hashing', 'uploadReceipts'],
	...['root', 'accounts', 'setting']
]);

/**
 * SimStorage: what is left of a browser when everything else has crashed. Every engine opens it for
 * itself. Transactions come one after another; a crash falls before or after one, never into it.
 */
export class SimStorage {
	/** What is on disk, for whoever checks it. */
	readonly disk: SessionStore = memoryStore();
	/** Receipts that were ever durable, as `receiptKey` writes them. */
	readonly receipts = new Set<string>();
	#claims = 0;

	/** open gives one life its SessionStore. */
	open(life: Life): SessionStore {
		let claim: number | undefined;
		let last: Promise<unknown> = Promise.resolve();
		const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
			const mine = last.then(run);
			last = mine.catch(() => {});
			return life.lives(mine);
		};
		const call = (name: string, args: readonly unknown[]) =>
			inTurn(async () => {
				life.world.step(`store.${name}`);
				await life.clock.sleep(3 * life.clock.random());
				if (name === 'claim') claim = ++this.#claims;
				else if (!READS.has(name) && claim !== undefined && claim !== this.#claims) {
					throw new TransferError('superseded');
				}
				const method = Reflect.get(this.disk, name) as (...args: unknown[]) => Promise<unknown>;
				const value = copyOf(await method(...args.map(copyOf)));
				if (name === 'addReceipt') await this.#remember(args[0] as string, args[1] as Receipt);
				// From here on it is durable, whether anybody hears of it or not.
				if (!READS.has(name)) life.world.step(`stored.${name}`);
				return value;
			});
		return new Proxy(this.disk, {
			get: (_, name) =>
				// A store is not a promise, whatever `await` asks it.
				name === 'then' || typeof name === 'symbol'
					? undefined
					: (...args: unknown[]) => call(name, args)
		});
	}

	async #remember(uploadId: string, receipt: Receipt): Promise<void> {
		const session = await this.disk.session(uploadId);
		const kept = await this.disk.receipts(uploadId);
		const isKept = kept.some(
			({ number, etag }) => number === receipt.number && etag === receipt.etag
		);
		if (session && isKept) this.receipts.add(receiptKey(session.id, receipt));
	}
}

/** receiptKey names a Receipt of one Session. */
export function receiptKey(sessionId: string, { number, etag }: Omit<Receipt, 'size'>): string {
	return `${sessionId} ${number} ${etag}`;
}

/** Handles are kept by the browser; everything else is copied, as IndexedDB does. */
function copyOf<T>(value: T): T {
	try {
		return structuredClone(value);
	} catch {
		return Array.isArray(value) ? (value.map(copyOf) as T) : { ...value };
	}
}
