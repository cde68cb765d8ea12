const LONGEST_BYTES = 255;
const CUT = '..';

/** cutName shortens a file's name of more than 255 bytes, so that it ends in `..` (115.md §5.8). */
export function cutName(name: string): string {
	if (Buffer.byteLength(name) <= LONGEST_BYTES) return name;
	let cut = '';
	for (const letter of name) {
		if (Buffer.byteLength(cut + letter) > LONGEST_BYTES - CUT.length) break;
		cut += letter;
	}
	return cut + CUT;
}
