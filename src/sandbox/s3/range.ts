import type { ByteRange } from '../../lib/kernel/bytes';

/**
 * parseRange reads a Range header of one range over `size` bytes. Null: no header, or one that a
 * server ignores. The end of the answer is exclusive.
 */
export function parseRange(
	header: string | undefined,
	size: number
): ByteRange | 'unsatisfiable' | null {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
	if (!match || (match[1] === '' && match[2] === '')) return null;
	const [, first = '', last = ''] = match;
	const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
	const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
	return start < end ? { start, end } : 'unsatisfiable';
}
