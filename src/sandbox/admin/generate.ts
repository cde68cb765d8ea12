import { createHash } from 'node:crypto';
import { MiB } from '../../lib/kernel/bytes';

/**
 * generate streams `size` bytes that depend on `seed` alone: xorshift32 over little-endian words,
 * started with the first word of the seed's SHA-256.
 */
export function* generate(size: number, seed: string): Generator<Uint8Array> {
	let state = createHash('sha256').update(seed).digest().readUInt32LE(0) || 1;
	for (let left = size; left > 0; left -= MiB) {
		const words = new Uint32Array(MiB / 4);
		for (let i = 0; i < words.length; i++) {
			state ^= state << 13;
			state ^= state >>> 17;
			state ^= state << 5;
			words[i] = state;
		}
		yield new Uint8Array(words.buffer, 0, Math.min(left, MiB));
	}
}
