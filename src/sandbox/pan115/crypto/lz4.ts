const MIN_MATCH = 4;
/** The format's end rules: the last bytes are literals, and no match begins near the end. */
const LAST_LITERALS = 5;
const LAST_MATCH = 12;
const MAX_OFFSET = 0xffff;

/** lz4Literal writes one raw LZ4 block without matches (115.md §6.5). */
export function lz4Literal(bytes: Uint8Array): Buffer {
	return Buffer.concat([head(bytes.length, 0), bytes]);
}

/**
 * lz4Matched writes one raw LZ4 block with the matches that a simple search finds. A match that
 * overlaps what it makes must be copied byte by byte, which not every client does: only `overlapping`
 * has such.
 */
export function lz4Matched(bytes: Buffer, overlapping: boolean): Buffer {
	const out: Uint8Array[] = [];
	const seen = new Map<number, number>();
	let done = 0;
	for (let at = 0; at + LAST_MATCH <= bytes.length;) {
		const word = bytes.readUInt32LE(at);
		const found = seen.get(word);
		seen.set(word, at);
		const nearest = overlapping ? 1 : MIN_MATCH;
		if (found === undefined || at - found > MAX_OFFSET || at - found < nearest) {
			at += 1;
			continue;
		}
		let length = MIN_MATCH;
		const longest = overlapping ? Infinity : at - found;
		const end = Math.min(bytes.length - LAST_LITERALS, at + longest);
		while (at + length < end && bytes[found + length] === bytes[at + length]) length += 1;
		out.push(head(at - done, length - MIN_MATCH), bytes.subarray(done, at), offset(at - found));
		if (length - MIN_MATCH >= 15) out.push(rest(length - MIN_MATCH - 15));
		at += length;
		done = at;
	}
	return Buffer.concat([...out, lz4Literal(bytes.subarray(done))]);
}

function head(literals: number, match: number): Buffer {
	const token = Buffer.of((Math.min(literals, 15) << 4) | Math.min(match, 15));
	return literals < 15 ? token : Buffer.concat([token, rest(literals - 15)]);
}

function rest(length: number): Buffer {
	return Buffer.from([...new Array<number>(Math.floor(length / 255)).fill(255), length % 255]);
}

function offset(distance: number): Buffer {
	return Buffer.of(distance & 255, distance >> 8);
}
