/** Sizes are in bytes. Units are binary, as the drives count them. */
export const KiB = 1024;
export const MiB = 1024 * KiB;
export const GiB = 1024 * MiB;

/** ByteRange is half open: `start` is inside, `end` is not. */
export interface ByteRange {
	readonly start: number;
	readonly end: number;
}

/** toHex gives lower-case hex, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
	let hex = '';
	for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
	return hex;
}
