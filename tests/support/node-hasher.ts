import { createHash } from 'node:crypto';
import type { DigestKind } from '../../src/lib/drives/drive';
import { type Hasher } from '../../src/lib/hashing/hasher';
import { wholeStripes, STRIPE_BYTES } from '../../src/lib/kernel/stripes';

/**
 * nodeHasher is a Hasher by Node's own digests; its stripes are of another checksum than the real
 * one's, which nobody can tell. `count` hears of every reading before it begins.
 */
export function nodeHasher(count: () => void = () => {}): Hasher {
	const digestsOf = (bytes: Uint8Array, kinds: readonly DigestKind[]) =>
		Object.fromEntries(
			kinds.map((kind) => [kind, createHash(kind).update(bytes).digest('hex')] as const)
		);
	return {
		async digest(blob, kinds) {
			count();
			return digestsOf(await read(blob), kinds);
		},
		async hashFile(file, kinds, { onProgress }) {
			count();
			const bytes = await read(file);
			onProgress?.(bytes.length);
			return { digests: digestsOf(bytes, kinds), stripes: stripesOf(bytes) };
		},
		async hashPart(file, range, { onProgress, copy }) {
			count();
			const whole = wholeStripes(range, file.size);
			const bytes = await read(file.slice(whole.start, whole.end));
			const part = bytes.subarray(range.start - whole.start, range.end - whole.start);
			onProgress?.(part.length);
			return {
				md5: digestsOf(part, ['md5']).md5 ?? '',
				stripes: stripesOf(bytes),
				...(copy && { copy: new Blob([part.slice()]) })
			};
		},
		async checksum(blob) {
			count();
			return stripesOf(await read(blob));
		}
	};
}

async function read(blob: Blob): Promise<Uint8Array> {
	return new Uint8Array(await blob.arrayBuffer());
}

function stripesOf(bytes: Uint8Array): Uint8Array {
	const sums: Buffer[] = [];
	for (let start = 0; start < bytes.length; start += STRIPE_BYTES) {
		const stripe = bytes.subarray(start, start + STRIPE_BYTES);
		sums.push(createHash('sha1').update(stripe).digest().subarray(0, 8));
	}
	return new Uint8Array(Buffer.concat(sums));
}
