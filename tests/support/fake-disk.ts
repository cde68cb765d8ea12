import { Emitter } from '../../src/lib/kernel/emitter';
import { TransferError, type ErrorCode } from '../../src/lib/kernel/errors';
import {
	HELD,
	type Change,
	type Claim,
	type Claimed,
	type Content,
	type Disk,
	type Rows,
	type TableName
} from '../../src/lib/sessions/disk';

/** FakeDisk: a Disk in memory that fails when a test says so. Several stores can share one. */
export class FakeDisk implements Disk {
	readonly lost = new Emitter<void>();
	/** Every write fails with this, and every read too unless it is for want of room. */
	trouble: ErrorCode | undefined;
	/** So many calls fail before one works. */
	hiccups = 0;
	/** Called before each transaction that writes; may bring trouble, or clear the disk. */
	onWrite = () => {};
	/** Sizes of the transactions that were made. */
	readonly writes: number[] = [];
	/** Calls that failed. */
	failures = 0;
	reads = 0;
	readonly #copy: <T>(row: T) => T;
	#claim: Claim | undefined;
	#tables = new Map<string, Rows[TableName]>();

	/** `copy` is how rows get to the disk. */
	constructor(copy: <T>(row: T) => T = structuredClone) {
		this.#copy = copy;
	}

	/** clear is what a person does in the browser's settings. */
	clear(): void {
		this.#tables.clear();
		this.#claim = undefined;
		this.lost.emit();
	}

	/** rows gives what is on the disk. */
	rows<T extends TableName>(table: T): readonly Rows[T][] {
		const found = [...this.#tables].filter(([id]) => id.startsWith(`${table} `));
		return found.map(([, row]) => row as Rows[T]);
	}

	async claim({ id, at }: Claim): Promise<Claimed> {
		await this.#try('write');
		this.#claim = { id, at: Math.max(at, (this.#claim?.at ?? 0) + 1), onDisk: true };
		return { claim: this.#claim, content: this.#content() };
	}
	async read(): Promise<Content> {
		await this.#try('read');
		return this.#content();
	}
	async write(changes: readonly Change[], claim: Claim): Promise<boolean> {
		await this.#try('write', changes);
		this.#fence(claim);
		if (this.#claim?.id !== claim.id && claim.onDisk) return false;
		this.#make(changes, claim);
		return true;
	}
	async rewrite(changes: readonly Change[], claim: Claim): Promise<void> {
		await this.#try('write', changes);
		this.#fence(claim);
		for (const id of this.#tables.keys()) {
			if (HELD.some((table) => id.startsWith(`${table} `))) this.#tables.delete(id);
		}
		this.#make(changes, claim);
	}
	async root(id: string): Promise<Rows['roots'] | undefined> {
		await this.#try('read');
		return this.rows('roots').find((root) => root.id === id);
	}
	async uploadReceipts(ids?: readonly string[]): Promise<readonly Rows['uploadReceipts'][]> {
		await this.#try('read');
		return this.rows('uploadReceipts').filter(({ uploadId }) => !ids || ids.includes(uploadId));
	}
	close(): void {}

	#fence(claim: Claim): void {
		const found = this.#claim;
		if (found && found.id !== claim.id && found.at > claim.at)
			throw new TransferError('superseded');
	}

	#make(changes: readonly Change[], claim: Claim): void {
		this.#claim = claim;
		this.writes.push(changes.length);
		for (const { table, key, row } of changes) {
			if (row) this.#tables.set(`${table} ${String(key)}`, this.#copy(row));
			else this.#tables.delete(`${table} ${String(key)}`);
		}
	}

	#content(): Content {
		return Object.fromEntries(HELD.map((table) => [table, this.rows(table)])) as never;
	}

	async #try(kind: 'read' | 'write', changes: readonly Change[] = []): Promise<void> {
		await Promise.resolve();
		if (kind === 'read') this.reads += 1;
		else this.onWrite();
		const hasHiccup = this.hiccups > 0;
		if (hasHiccup) this.hiccups -= 1;
		const cannot = this.trouble && (kind === 'write' || this.trouble !== 'storage-quota');
		if (cannot || hasHiccup) {
			this.failures += 1;
			throw new TransferError(this.trouble ?? 'storage-blocked');
		}
		for (const { row } of changes) {
			try {
				this.#copy(row);
			} catch (error) {
				throw new TransferError('unexpected', { cause: error });
			}
		}
	}
}
