/** Diagnose: why did a part fail, when the browser says no more than "network error"? */
import type { PresignedPart } from '../drives/drive';
import type { ByteRange } from '../kernel/bytes';
import { asTransferError, TransferError } from '../kernel/errors';
import type { Source } from '../sources/source';
import type { Tools } from './tools';

/** A URL within this much of its end may have been refused without the browser showing it. */
const NEAR_END_MS = 60_000;
/** Storage that refuses says so at once; a line that breaks takes longer. */
const AT_ONCE_MS = 1_000;

export interface FailedPart {
	readonly source: Source;
	readonly range: ByteRange;
	readonly part: PresignedPart;
	/** Milliseconds since the epoch. */
	readonly startedAt: number;
	/** A new URL has been tried for this already: it was not the URL. */
	readonly refreshed: boolean;
	readonly tools: Tools;
}

/**
 * diagnose looks behind `network`: a changed file, a dead line, or a URL that ended (a 403 without
 * CORS headers looks the same). object-storage.md §16.3. Other errors pass unchanged.
 */
export async function diagnose(error: TransferError, failed: FailedPart): Promise<TransferError> {
	if (error.code !== 'network') return error;
	const { source, range, part, startedAt, refreshed, tools } = failed;
	const changed = await sourceError(source, range);
	if (changed) return changed;
	const now = tools.clock.now();
	const connection = await tools.checkConnection();
	if (connection !== 'online') return new TransferError(connection, { cause: error });
	const life = part.expiresAt - startedAt;
	const nearEnd = part.expiresAt - now <= Math.min(NEAR_END_MS, life / 2);
	if (nearEnd || (now - startedAt < AT_ONCE_MS && !refreshed)) {
		return new TransferError('url-expired', { detail: 'no readable answer', cause: error });
	}
	return error;
}

/** sourceError reads one byte of the failed range: a changed or deleted file says so. */
async function sourceError(source: Source, range: ByteRange): Promise<TransferError | undefined> {
	try {
		const end = Math.min(range.start + 1, range.end);
		await (await source.slice({ start: range.start, end })).arrayBuffer();
		return undefined;
	} catch (error) {
		const name = error instanceof Error ? error.name : '';
		if (name === 'NotReadableError') return new TransferError('source-changed', { cause: error });
		if (name === 'NotFoundError') return new TransferError('source-missing', { cause: error });
		return asTransferError(error);
	}
}
