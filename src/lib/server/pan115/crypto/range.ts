import type { ByteRange } from '../../../kernel/bytes';
import { TransferError } from '../../../kernel/errors';

/**
 * rangeOf reads `sign_check`: "start-end" with both bytes inside, as a ByteRange. Throws
 * `unreadable-answer`. 115.md §5.3
 */
export function rangeOf(signCheck: string): ByteRange {
	const [, first, last] = /^(\d{1,15})-(\d{1,15})$/.exec(signCheck.trim()) ?? [];
	const start = Number(first);
	const end = Number(last) + 1;
	if (start < end) return { start, end };
	throw new TransferError('unreadable-answer', { detail: 'sign_check is not a range' });
}
