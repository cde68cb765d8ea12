/**
 * Stripes: a file's bytes in equal runs, each with a checksum, by which two readings are compared.
 * Pure.
 */
import { MiB, type ByteRange } from './bytes';

/** Bytes of one stripe; the last one of a file may be shorter. */
export const STRIPE_BYTES = MiB;
/** Bytes of one stripe's checksum, xxHash64. */
export const STRIPE_SUM_BYTES = 8;

/**
 * Stripes: the checksums of a file's stripes, from its first one, one after another. They tell
 * whether bytes that are read later are the ones that were hashed.
 */
export type Stripes = Uint8Array;

/** stripeCount of a file of `size` bytes; an empty file has none. */
export function stripeCount(size: number): number {
	return Math.ceil(size / STRIPE_BYTES);
}

/** wholeStripes widens a range to the stripes that it touches, within a file of `size` bytes. */
export function wholeStripes(range: ByteRange, size: number): ByteRange {
	const start = Math.floor(range.start / STRIPE_BYTES) * STRIPE_BYTES;
	const end = Math.min(size, Math.ceil(range.end / STRIPE_BYTES) * STRIPE_BYTES);
	return { start, end: Math.max(start, end) };
}

/** isWhole tells whether Stripes cover a file of `size` bytes. */
export function isWhole(stripes: Stripes, size: number): boolean {
	return stripes.length === stripeCount(size) * STRIPE_SUM_BYTES;
}

/**
 * sameStripes compares what was read from offset `start`, where a stripe starts, with the Stripes of
 * the hashing pass. Those may know only the file's beginning: what they don't know is not compared.
 */
export function sameStripes(known: Stripes, read: Stripes, start: number): boolean {
	const at = (start / STRIPE_BYTES) * STRIPE_SUM_BYTES;
	const length = Math.min(read.length, Math.max(0, known.length - at));
	for (let i = 0; i < length; i++) if (known[at + i] !== read[i]) return false;
	return true;
}
