import type { PartWish } from '../../drives/drive';
import { GiB, KiB, MiB } from '../../kernel/bytes';
import { TransferError } from '../../kernel/errors';

/** Limits of OSS. object-storage.md §6.1 */
const PART_MIN = 100 * KiB;
const PART_MAX = 5 * GiB;
const MAX_PARTS = 10_000;

/** What we choose ourselves: one request up to a minute's worth, parts of ten seconds'. */
const SINGLE_MOST = 100 * MiB;
const SINGLE_SECONDS = 60;
const PART_LEAST = 10 * MiB;
const PART_MOST = 100 * MiB;
const PART_SECONDS = 10;
/** 10 Mbit/s, while the line's speed is not known; bytes per second. */
const GOODPUT = 1_250_000;

/** Plan: how a file's bytes go up. `single` is one PUT that commits by itself. */
export interface Plan {
	readonly mode: 'single' | 'multi';
	/** Bytes of every part but the last. */
	readonly partSize: number;
	readonly parts: number;
}

/** planUpload chooses by size and by what the browser knows of its line. Rejects `too-many-parts`. */
export function planUpload(size: number, wish: PartWish = {}): Plan {
	const goodput = wish.goodput ?? GOODPUT;
	const largest = Math.min(wish.maxPart ?? PART_MAX, PART_MAX);
	const single = wish.singlePut ?? Math.min(SINGLE_MOST, SINGLE_SECONDS * goodput);
	if (size === 0 || size <= Math.min(single, largest)) {
		return { mode: 'single', partSize: Math.max(size, 1), parts: 1 };
	}
	const chosen = wish.partSize ?? Math.max(PART_LEAST, Math.min(PART_MOST, PART_SECONDS * goodput));
	const fair = Math.max(PART_MIN, Math.round(chosen));
	const least = Math.ceil(size / MAX_PARTS);
	const wanted = fair >= least ? fair : Math.ceil(least / MiB) * MiB;
	const partSize = Math.min(wanted, Math.max(largest, PART_MIN));
	const parts = Math.ceil(size / partSize);
	if (parts <= MAX_PARTS) return { mode: 'multi', partSize, parts };
	throw new TransferError('too-many-parts', { detail: `${parts} parts of ${partSize} bytes` });
}
