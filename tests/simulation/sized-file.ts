import { createHash } from 'node:crypto';
import type { DigestKind } from '../../src/lib/drives/drive';
import type { Hasher } from '../../src/lib/hashing/hasher';
import type { ByteRange } from '../../src/lib/kernel/bytes';
import { stripeCount, STRIPE_SUM_BYTES } from '../../src/lib/kernel/stripes';

/** SizedFile: a file of so many bytes that are nowhere: only their range tells them apart. */
export class SizedFile extends File {
	readonly range: ByteRange;

	constructor(range: ByteRange, lastModified: number) {
		super([], 'film.mkv', { lastModified });
		this.range = range;
	}

	override get size(): number {
		return this.range.end - this.range.start;
	}

	override slice(start = 0, end = this.size): Blob {
		const offset = this.range.start;
		return new SizedFile({ start: offset + start, end: offset + end }, this.lastModified);
	}

	override arrayBuffer(): Promise<ArrayBuffer> {
		return Promise.resolve(new ArrayBuffer(Math.min(1, this.size)));
	}
}

/** sizedDigest is what a digest of these bytes would be. */
export function sizedDigest(kind: DigestKind, { start, end }: ByteRange): string {
	return createHash(kind).update(`${start}-${end}`).digest('hex');
}

/** sizedHasher digests SizedFiles, in no time. */
export const sizedHasher: Hasher = {
	digest: (blob, kinds) => Promise.resolve(digestsOf(blob, kinds)),
	hashFile: (file, kinds) =>
		Promise.resolve({ digests: digestsOf(file, kinds), stripes: stripesOf(file.size) }),
	hashPart(file, { start, end }, { copy }) {
		const part = file.slice(start, end);
		const stripes = stripesOf(part.size);
		return Promise.resolve({
			...{ md5: sizedDigest('md5', rangeOf(part)), stripes },
			...(copy && { copy: part })
		});
	},
	checksum: (blob) => Promise.resolve(stripesOf(blob.size))
};

/** rangeOf tells which bytes of the file a Blob is. */
export function rangeOf(blob: Blob): ByteRange {
	if (blob instanceof SizedFile) return blob.range;
	throw new Error('not a file of numbers');
}

function digestsOf(blob: Blob, kinds: readonly DigestKind[]) {
	return Object.fromEntries(kinds.map((kind) => [kind, sizedDigest(kind, rangeOf(blob))]));
}

/** All stripes are alike. */
function stripesOf(size: number): Uint8Array {
	return new Uint8Array(stripeCount(size) * STRIPE_SUM_BYTES);
}
