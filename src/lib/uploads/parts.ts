/** Parts: numbered byte ranges of one file, 1-based, all of one size but the last. */
import type { Receipt, Session } from '../drives/drive';
import type { ByteRange } from '../kernel/bytes';

/** partCount is at least 1: an empty file is one empty part. Sizes in bytes. */
export function partCount(size: number, partSize: number): number {
	return Math.max(1, Math.ceil(size / partSize));
}

/** partRange gives the bytes of part `number` of a file of `size` bytes. */
export function partRange(number: number, partSize: number, size: number): ByteRange {
	const start = (number - 1) * partSize;
	return { start, end: Math.min(start + partSize, size) };
}

/** missingParts lists the numbers that have no Receipt, ascending. */
export function missingParts(session: Session, receipts: readonly Receipt[]): number[] {
	const have = new Set(receipts.map((receipt) => receipt.number));
	const missing: number[] = [];
	for (let number = 1; number <= session.parts; number++) {
		if (!have.has(number)) missing.push(number);
	}
	return missing;
}

/** Listed sorts the drive's listing of parts against what this browser knows. */
export interface Listed {
	/** Parts that are there and are ours. */
	readonly receipts: readonly Receipt[];
	/** Parts that are there with the right size, of which we have no digest yet: to be checked. */
	readonly unknown: readonly Receipt[];
}

/**
 * compareListing: a listed part counts only when its size is right and its ETag is the MD5 that was
 * sent. Without our own Receipt (a crash between the answer and the store) it must be checked.
 */
export function compareListing(
	listing: readonly Receipt[],
	own: readonly Receipt[],
	session: Session,
	size: number
): Listed {
	const sent = new Map(own.map((receipt) => [receipt.number, receipt]));
	const receipts: Receipt[] = [];
	const unknown: Receipt[] = [];
	for (const part of listing) {
		if (part.number < 1 || part.number > session.parts) continue;
		const range = partRange(part.number, session.partSize, size);
		if (part.size !== range.end - range.start) continue;
		const known = sent.get(part.number);
		if (!known) unknown.push(part);
		else if (known.etag === part.etag) receipts.push(part);
	}
	return { receipts, unknown };
}
