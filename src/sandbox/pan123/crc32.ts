const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
	for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
	return n;
});

/** crc32 is the IEEE CRC-32 of the UTF-8 bytes of `text`, unsigned (same as zlib's). */
export function crc32(text: string): number {
	let crc = ~0;
	for (const byte of Buffer.from(text)) crc = (TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
	return ~crc >>> 0;
}
