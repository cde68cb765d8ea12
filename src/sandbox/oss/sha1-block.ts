/**
 * paddedSha1 ends a SHA-1 whose state after `bits` bits, a multiple of 512, is `words`: the digest in
 * lower-case hex. Node hashes faster but can't start from a state, and this is one block only.
 */
export function paddedSha1(words: readonly number[], bits: bigint): string {
	const block = Buffer.alloc(64);
	block[0] = 0x80;
	block.writeBigUInt64BE(bits, 56);
	return compress(words, block)
		.map((word) => word.toString(16).padStart(8, '0'))
		.join('');
}

const ROUNDS: readonly ((b: number, c: number, d: number) => number)[] = [
	(b, c, d) => ((b & c) | (~b & d)) + 0x5a827999,
	(b, c, d) => (b ^ c ^ d) + 0x6ed9eba1,
	(b, c, d) => ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc,
	(b, c, d) => (b ^ c ^ d) + 0xca62c1d6
];

function compress(words: readonly number[], block: Buffer): number[] {
	const schedule = Array.from({ length: 16 }, (_, i) => block.readInt32BE(i * 4));
	for (let i = 16; i < 80; i++)
		schedule.push(
			rotate(schedule[i - 3]! ^ schedule[i - 8]! ^ schedule[i - 14]! ^ schedule[i - 16]!, 1)
		);
	let [a, b, c, d, e] = words as [number, number, number, number, number];
	for (const [i, word] of schedule.entries()) {
		const mixed = ROUNDS[Math.floor(i / 20)]!(b, c, d);
		[a, b, c, d, e] = [(rotate(a, 5) + mixed + e + word) | 0, a, rotate(b, 30), c, d];
	}
	return [a, b, c, d, e].map((value, i) => (value + words[i]!) >>> 0);
}

function rotate(word: number, by: number): number {
	return (word << by) | (word >>> (32 - by));
}
