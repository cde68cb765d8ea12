const BLOCK = 64;

/** Sha1State is a SHA-1 that shows its state, which Node's does not. */
export class Sha1State {
	readonly words = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
	/** Bytes taken so far. */
	length = 0;
	#rest = Buffer.alloc(0);
	#schedule = new Int32Array(80);

	update(bytes: Uint8Array): void {
		this.length += bytes.length;
		const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length); // prettier-ignore
		let at = 0;
		for (; at + BLOCK <= all.length; at += BLOCK) this.#block(all, at);
		this.#rest = Buffer.from(all.subarray(at));
	}

	#block(bytes: Buffer, at: number): void {
		const w = this.#schedule;
		for (let i = 0; i < 16; i++) w[i] = bytes.readInt32BE(at + i * 4);
		for (let i = 16; i < 80; i++) {
			const mixed = w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!;
			w[i] = (mixed << 1) | (mixed >>> 31);
		}
		const { words } = this;
		let a = words[0]!;
		let b = words[1]!;
		let c = words[2]!;
		let d = words[3]!;
		let e = words[4]!;
		for (let i = 0; i < 80; i++) {
			const next = (((a << 5) | (a >>> 27)) + round(i, b, c, d) + e + w[i]!) | 0;
			e = d;
			d = c;
			c = (b << 30) | (b >>> 2);
			b = a;
			a = next;
		}
		words[0]! += a;
		words[1]! += b;
		words[2]! += c;
		words[3]! += d;
		words[4]! += e;
	}
}

function round(i: number, b: number, c: number, d: number): number {
	if (i < 20) return ((b & c) | (~b & d)) + 0x5a827999;
	if (i < 40) return (b ^ c ^ d) + 0x6ed9eba1;
	if (i < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
	return (b ^ c ^ d) + 0xca62c1d6;
}
