import type { Clock } from '../../src/lib/kernel/clock';
import { keptStore, type KeptStore } from '../../src/lib/sessions/kept-store';
import type { Receipt } from '../../src/lib/drives/drive';
import type { Change, Disk } from '../../src/lib/sessions/disk';
import type { SessionStore } from '../../src/lib/sessions/session-store';
import { FakeClock } from '../support/fake-clock';
import { FakeDisk } from '../support/fake-disk';
import type { Life } from './life';

/** What only reads. */
const READS: ReadonlySet<string> = new Set(['read', 'root', 'uploadReceipts']);

/**
 * SimStorage: what is left of a browser when everything else has crashed. Every engine opens it for
 * itself. Transactions come one after another; a crash falls before or after one, never into it.
 */
export class SimStorage {
	readonly #disk = new FakeDisk(copyOf);
	/** What is on disk, for whoever checks it: nobody claimed it, so that nothing is held in memory. */
	readonly disk: SessionStore = keptStore({
		disk: this.#disk,
		clock: new FakeClock(),
		room: async () => undefined
	});

	/** What becomes of changes on their way to the disk: sabotage begins here. */
	onWrite: (changes: readonly Change[]) => readonly Change[] = (changes) => changes;
	/** Receipts that were ever durable, as `receiptKey` writes them. */
	readonly receipts = new Set<string>();

	/** open gives one life its store: the real one, over a disk that all lives share. */
	open(life: Life, clock: Clock): KeptStore {
		let last: Promise<unknown> = Promise.resolve();
		const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
			const mine = last.then(run);
			last = mine.catch(() => {});
			return life.lives(mine);
		};
		const call = (name: string, args: readonly unknown[]) =>
			inTurn(async () => {
				life.world.step(`disk.${name}`);
				await clock.sleep(3 * clock.random());
				const method = Reflect.get(this.#disk, name) as (...args: unknown[]) => Promise<unknown>;
				const [first, ...rest] = args.map(copyOf);
				const isWrite = name === 'write';
				const given = isWrite
					? [this.onWrite(first as readonly Change[]), ...rest]
					: [first, ...rest];
				const value = copyOf(await method.apply(this.#disk, given));
				if (isWrite) await this.#remember(first as readonly Change[]);
				// From here on it is durable, whether anybody hears of it or not.
				if (!READS.has(name)) life.world.step(`stored by disk.${name}`);
				return value;
			});
		const disk = new Proxy<Disk>(this.#disk, {
			get: (disk, name) => {
				const value: unknown = Reflect.get(disk, name);
				if (typeof value !== 'function') return value;
				return (...args: unknown[]) => call(String(name), args);
			}
		});
		return keptStore({ disk, clock, room: async () => undefined });
	}

	async #remember(changes: readonly Change[]): Promise<void> {
		const { sessions } = await this.#disk.read();
		for (const { table, row } of changes) {
			if (table !== 'receipts' || !row) continue;
			const session = sessions.find(({ uploadId }) => uploadId === row.uploadId);
			if (session) this.receipts.add(receiptKey(session.id, row));
		}
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
