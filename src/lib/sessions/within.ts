import type { Clock } from '../kernel/clock';
import { TransferError } from '../kernel/errors';

/** within rejects with `storage-blocked` when there is no answer after `ms`. The work goes on. */
export async function within<T>(ms: number, work: Promise<T>, clock: Clock): Promise<T> {
	const answered = new AbortController();
	const late = clock.sleep(ms, answered.signal).then(() => {
		throw new TransferError('storage-blocked', { detail: `no answer for ${ms / 1000} s` });
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		answered.abort();
	}
}
