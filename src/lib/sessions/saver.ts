/**
 * Saver: brings a Mirror's changes to the disk. While the disk refuses, what is written counts as
 * made, so that uploads under way can finish; it tells of that, and tries until all is on disk again.
 */
import type { Clock } from '../kernel/clock';
import { Emitter } from '../kernel/emitter';
import { asTransferError, TransferError, type ErrorCode } from '../kernel/errors';
import type { Change, Claim, Disk } from './disk';
import { GroupCommit } from './group-commit';
import type { Mirror } from './mirror';
import { within } from './within';

/** What goes wrong once or twice is no trouble yet: waits between tries, milliseconds. */
const SOON_MS = [50, 250, 1_000];
const LATER_MS = 1_000;
const LATEST_MS = 10_000;
/** Tries must not keep the engine busy: so many times as long as the last one took it rests. */
const REST = 20;
/** A transaction without an answer. Another tab's frozen engine may hold one open for seconds. */
const PATIENCE_MS = 30_000;
const PATIENCE_PER_ROW_MS = 1;
/** A browser that clears data ends connections first. */
const CLEARED_MS = 300;

/** Nothing can be written any more, in whatever state the disk is. */
const ENDS: ReadonlySet<ErrorCode> = new Set(['superseded', 'version-mismatch']);

export type Trouble = 'storage-quota' | 'storage-blocked';

export interface SaverDoors {
	readonly disk: Disk;
	readonly mirror: Mirror;
	readonly clock: Clock;
	/** Called after the disk took everything for the first time, where it could not be read before. */
	readonly onFirst: () => Promise<void>;
}

export class Saver {
	readonly #doors: SaverDoors;
	readonly #commits = new GroupCommit(() => this.#commit());
	readonly changed = new Emitter<void>();
	#claim: Claim;
	/** The disk has not taken anything yet. */
	#isFirst: boolean;
	#trouble: Trouble | undefined;
	#wasCleared = false;
	#end: TransferError | undefined;
	readonly #unlisten: () => void;

	constructor(doors: SaverDoors, claim: Claim, trouble: Trouble | undefined) {
		this.#doors = doors;
		this.#claim = claim;
		this.#isFirst = !claim.onDisk;
		this.#unlisten = doors.disk.lost.on(() => void this.#look());
		if (trouble) this.#ail(trouble);
	}

	/** Why what is written is in memory only; undefined while it is on disk. */
	get trouble(): Trouble | undefined {
		return this.#trouble;
	}

	/** Whether somebody cleared the disk meanwhile, and all was written anew. */
	get wasCleared(): boolean {
		return this.#wasCleared;
	}

	/** Whether another engine took over: what this one knows may be outdated. */
	get isOver(): boolean {
		return this.#end !== undefined;
	}

	/**
	 * save makes a change, and resolves when the disk has it or can't be had. Rejects with `superseded`
	 * when another engine took over, and with `unexpected` for what no disk can store.
	 */
	save(change: (mirror: Mirror) => void): Promise<void> {
		if (this.#end) return Promise.reject(this.#end);
		change(this.#doors.mirror);
		return this.#trouble ? Promise.resolve() : this.#commits.next();
	}

	close(): void {
		this.#unlisten();
		this.#end ??= new TransferError('superseded', { detail: 'closed' });
	}

	async #commit(): Promise<void> {
		for (let tries = 0; !this.#trouble; tries++) {
			if (this.#end) throw this.#end;
			try {
				return await this.#store();
			} catch (error) {
				const failure = this.#judge(error);
				const isFull = failure.code === 'storage-quota';
				if (isFull || tries >= SOON_MS.length) this.#ail(isFull ? failure.code : undefined);
				else await this.#doors.clock.sleep(SOON_MS[tries]!);
			}
		}
	}

	/** store writes what is unsaved, or everything where the disk was cleared. */
	async #store(): Promise<void> {
		const { disk, mirror, clock } = this.#doors;
		const changes = mirror.unsaved;
		const claim = this.#claim;
		const isWritten = await within(patience(changes), disk.write(changes, claim), clock);
		if (!isWritten) {
			const whole = mirror.whole();
			await within(patience(whole), disk.rewrite(whole, claim), clock);
			this.#wasCleared = true;
			this.changed.emit();
		}
		mirror.saved(changes);
		this.#claim = { ...claim, onDisk: true };
		if (!this.#isFirst) return;
		await this.#doors.onFirst();
		this.#isFirst = false;
	}

	/** judge throws what trying again can't heal. */
	#judge(error: unknown): TransferError {
		const failure = asTransferError(error);
		if (ENDS.has(failure.code)) {
			this.#end = new TransferError('superseded', { detail: failure.detail, cause: failure });
			throw this.#end;
		}
		if (failure.code !== 'unexpected') return failure;
		this.#doors.mirror.dropUnstorable();
		throw failure;
	}

	#ail(trouble: Trouble = 'storage-blocked'): void {
		this.#trouble = trouble;
		this.#wasCleared = false;
		this.changed.emit();
		void this.#heal();
	}

	async #heal(): Promise<void> {
		const { clock, mirror } = this.#doors;
		let took = 0;
		for (let tries = 0; this.#trouble; tries++) {
			const wait = Math.min(LATEST_MS, LATER_MS * 2 ** tries) * (0.5 + clock.random() / 2);
			await clock.sleep(Math.max(wait, REST * took));
			if (this.#end) return;
			const startedAt = clock.now();
			try {
				// What comes while a transaction is on its way waits for nobody: it goes into the next.
				do await this.#store();
				while (mirror.unsaved.length > 0);
				this.#trouble = undefined;
				this.changed.emit();
			} catch (error) {
				took = clock.now() - startedAt;
				this.#stillIll(error);
			}
		}
	}

	#stillIll(error: unknown): void {
		let code: ErrorCode;
		try {
			code = this.#judge(error).code;
		} catch {
			// Superseded: the loop ends. Or something unstorable, which has been dropped by now.
			return;
		}
		const trouble = code === 'storage-quota' ? code : 'storage-blocked';
		if (trouble === this.#trouble) return;
		this.#trouble = trouble;
		this.changed.emit();
	}

	/** The disk went away: looks whether it was cleared, without waiting for the next write. */
	async #look(): Promise<void> {
		await this.#doors.clock.sleep(CLEARED_MS);
		if (this.#end || this.#trouble) return;
		// Who writes next is told the same.
		await this.#commits.next().catch(() => undefined);
	}
}

function patience(changes: readonly Change[]): number {
	return PATIENCE_MS + changes.length * PATIENCE_PER_ROW_MS;
}
