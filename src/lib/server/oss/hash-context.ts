/**
 * The state of a SHA-1 as the header `x-oss-hash-ctx`: with it parts may go up in parallel and OSS
 * still knows the whole object's SHA-1. Seen with another drive on OSS, never with 115, where it is
 * a way to try. object-storage.md §6.3
 */
import { toBase64 } from '../base64';

/** Sha1Words: h0 to h4, unsigned. */
export type Sha1Words = readonly [number, number, number, number, number];

/** HashContext: the header's JSON. Its fields stand in this order. */
export interface HashContext {
	readonly hash_type: 'sha1';
	readonly h0: string;
	readonly h1: string;
	readonly h2: string;
	readonly h3: string;
	readonly h4: string;
	/** Low and high 32 bits of the number of bits. */
	readonly Nl: string;
	readonly Nh: string;
	readonly data: '';
	readonly num: '0';
}

const BLOCK = 64;
const START: Sha1Words = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

/** sha1Words hashes whole blocks: the length of `bytes` is a multiple of 64. FIPS 180-4 §6.1 */
export function sha1Words(bytes: Uint8Array, from: Sha1Words = START): Sha1Words {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let words = from;
	for (let at = 0; at < bytes.length; at += BLOCK) words = compress(view, at, words);
	return words;
}

/** hashContext describes the state after `bytesSoFar` bytes, a multiple of 64. */
export function hashContext(words: Sha1Words, bytesSoFar: number): HashContext {
	const [h0, h1, h2, h3, h4] = words;
	const bits = BigInt(bytesSoFar) * 8n;
	return {
		hash_type: 'sha1',
		h0: String(h0),
		h1: String(h1),
		h2: String(h2),
		h3: String(h3),
		h4: String(h4),
		Nl: String(bits & 0xffffffffn),
		Nh: String(bits >> 32n),
		data: '',
		num: '0'
	};
}

/** hashContextHeader is the header's value. */
export function hashContextHeader(context: HashContext): string {
	return toBase64(JSON.stringify(context));
}

function compress(view: DataView, at: number, [h0, h1, h2, h3, h4]: Sha1Words): Sha1Words {
	const w: number[] = [];
	for (let t = 0; t < 80; t++) {
		const old = (back: number) => w[t - back] as number;
		w.push(t < 16 ? view.getUint32(at + 4 * t) : turn(old(3) ^ old(8) ^ old(14) ^ old(16), 1));
	}
	let [a, b, c, d, e] = [h0, h1, h2, h3, h4];
	for (const [t, word] of w.entries()) {
		const [mix, constant] = round(t, b, c, d);
		const next = (turn(a, 5) + mix + e + constant + word) >>> 0;
		[a, b, c, d, e] = [next, a, turn(b, 30), c, d];
	}
	return [(h0 + a) >>> 0, (h1 + b) >>> 0, (h2 + c) >>> 0, (h3 + d) >>> 0, (h4 + e) >>> 0];
}

function round(t: number, b: number, c: number, d: number): readonly [number, number] {
	if (t < 20) return [(b & c) | (~b & d), 0x5a827999];
	if (t < 40) return [b ^ c ^ d, 0x6ed9eba1];
	if (t < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
	return [b ^ c ^ d, 0xca62c1d6];
}

function turn(word: number, by: number): number {
	return ((word << by) | (word >>> (32 - by))) >>> 0;
}
