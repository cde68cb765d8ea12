import { TransferError } from '../../../kernel/errors';

const MIN_MATCH = 4;
const EXTENDED = 15;

/**
 * lz4Block decodes one raw LZ4 block: no frame, no dictionary. Throws `unreadable-answer` when the
 * block is damaged or would give more than `limit` bytes. 115.md §6.5
 */
export function lz4Block(block: Uint8Array, limit: number): Uint8Array<ArrayBuffer> {
	const out: number[] = [];
	let at = 0;

	const byte = (): number => {
		const value = block[at];
		if (value === undefined) throw damaged('ends too early');
		at += 1;
		return value;
	};
	const length = (nibble: number, least: number): number => {
		let sum = nibble + least;
		if (nibble === EXTENDED) {
			for (let more = 255; more === 255; sum += more) more = byte();
		}
		if (out.length + sum > limit) throw damaged('is too long');
		return sum;
	};

	for (;;) {
		const token = byte();
		for (let literals = length(token >> 4, 0); literals > 0; literals--) out.push(byte());
		// The last sequence is literals alone.
		if (at === block.length) return Uint8Array.from(out);
		const offset = byte() | (byte() << 8);
		if (offset === 0 || offset > out.length) throw damaged('points outside itself');
		const match = length(token & 15, MIN_MATCH);
		// Byte by byte: a match may overlap what it makes.
		for (let i = 0; i < match; i++) out.push(out[out.length - offset] as number);
	}
}

function damaged(how: string): TransferError {
	return new TransferError('unreadable-answer', { detail: `an LZ4 block ${how}` });
}
