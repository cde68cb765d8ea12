/** RowTally: sums over many rows, kept by what one row was and is, never by counting them all. */
import type { UploadRow } from '../engine/engine-api';
import type { UploadState, WaitCause } from '../uploads/upload';
import type { Priority } from '../kernel/priority';
import { isFinished, isMoving, isPausable, isPaused, needsPerson } from './row-order';

/** Sums of rows. Cancelled rows have left the denominators: they are not meant to arrive. */
export interface Sums {
	files: number;
	filesDone: number;
	/** Empty folders, which are rows of their own. */
	folders: number;
	foldersDone: number;
	/** Bytes. */
	size: number;
	sent: number;
	hashed: number;
	/** Bytes that the drive already had. */
	saved: number;
	/** Bytes a second. */
	speed: number;
	pausable: number;
	paused: number;
	failed: number;
	finished: number;
	/** Rows that wait and go on by themselves. */
	waiting: number;
	needsPerson: number;
	/** Rows that are neither done nor cancelled, and those of them that are in line for a place. */
	unfinished: number;
	inLine: number;
	/** Unfinished rows of these priorities. */
	high: number;
	low: number;
}

/** The furthest that an active row is, and what is left to say when none is. */
const ACTIVE: readonly UploadState[] = ['uploading', 'finishing', 'checking', 'hashing'];
const AT_REST: readonly UploadState[] = ['waiting', 'queued', 'paused', 'failed', 'done'];

export class RowTally {
	readonly sums: Sums = {
		files: 0,
		filesDone: 0,
		folders: 0,
		foldersDone: 0,
		size: 0,
		sent: 0,
		hashed: 0,
		saved: 0,
		speed: 0,
		pausable: 0,
		paused: 0,
		failed: 0,
		finished: 0,
		waiting: 0,
		needsPerson: 0,
		unfinished: 0,
		inLine: 0,
		high: 0,
		low: 0
	};
	readonly #states = new Map<UploadState, number>();
	readonly #causes = new Map<WaitCause, number>();
	readonly #personCauses = new Map<WaitCause, number>();

	/** replace takes a row's change: `before` without `after` is a row that went. */
	replace(before: UploadRow | undefined, after: UploadRow | undefined): void {
		if (before) this.#count(before, -1);
		if (after) this.#count(after, 1);
	}

	/**
	 * state is that of many rows as one: waiting when one of them needs a person; else as far as
	 * the furthest active one; else waiting, queued, paused, failed, done or cancelled, whichever of
	 * these comes first.
	 */
	get state(): UploadState {
		if (this.sums.needsPerson > 0) return 'waiting';
		const has = (state: UploadState) => (this.#states.get(state) ?? 0) > 0;
		return ACTIVE.find(has) ?? AT_REST.find(has) ?? 'cancelled';
	}

	/** cause is why rows wait, first of all what a person has to do. */
	get cause(): WaitCause | undefined {
		const causes = this.sums.needsPerson > 0 ? this.#personCauses : this.#causes;
		for (const [cause, count] of causes) if (count > 0) return cause;
		return undefined;
	}

	/** priority is what all unfinished rows have; undefined where they differ. */
	get priority(): Priority | undefined {
		const { high, low, unfinished } = this.sums;
		if (high === 0 && low === 0) return 'normal';
		return high === unfinished ? 'high' : low === unfinished ? 'low' : undefined;
	}

	#count(row: UploadRow, by: 1 | -1): void {
		const { sums } = this;
		add(this.#states, row.state, by);
		if (row.state === 'waiting') this.#countWaiting(row, by);
		if (row.state === 'failed') sums.failed += by;
		if (isPaused(row)) sums.paused += by;
		if (isPausable(row)) sums.pausable += by;
		if (isFinished(row)) sums.finished += by;
		else this.#countInLine(row, by);
		if (row.state === 'cancelled') return;
		const done = row.state === 'done' ? by : 0;
		if (row.kind === 'folder') {
			sums.folders += by;
			sums.foldersDone += done;
			return;
		}
		sums.files += by;
		sums.filesDone += done;
		sums.size += by * row.size;
		sums.sent += by * row.sent;
		sums.hashed += by * row.hashed;
		if (done && row.instant) sums.saved += by * row.size;
		if (isMoving(row)) sums.speed += by * row.speed;
	}

	#countInLine(row: UploadRow, by: 1 | -1): void {
		const { sums } = this;
		sums.unfinished += by;
		if (!isMoving(row) && row.state !== 'failed') sums.inLine += by;
		if (row.priority === 'high') sums.high += by;
		if (row.priority === 'low') sums.low += by;
	}

	#countWaiting(row: UploadRow, by: 1 | -1): void {
		const forPerson = needsPerson(row);
		if (forPerson) this.sums.needsPerson += by;
		else this.sums.waiting += by;
		if (row.cause) add(forPerson ? this.#personCauses : this.#causes, row.cause, by);
	}
}

function add<Key>(counts: Map<Key, number>, key: Key, by: number): void {
	counts.set(key, (counts.get(key) ?? 0) + by);
}
