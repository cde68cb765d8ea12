const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	return value;
});

/** crc32 is the IEEE CRC-32 of bytes, or of a text's UTF-8, unsigned. 123pan.md §3.1, 115.md §6.3 */
export function crc32(data: string | Uint8Array): number {
	let value = 0xffffffff;
	for (const byte of typeof data === 'string' ? new TextEncoder().encode(data) : data) {
		value = (value >>> 8) ^ (TABLE[(value ^ byte) & 0xff] as number);
	}
	return (value ^ 0xffffffff) >>> 0;
}
