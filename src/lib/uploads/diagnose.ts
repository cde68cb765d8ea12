/** Diagnose: why did a part fail, when the browser says no more than "network error"? */
import type { PresignedPart } from '../drives/drive';
import type { ByteRange } from '../kernel/bytes';
import { asTransferError, TransferError, type ErrorCode } from '../kernel/errors';
import type { Source } from '../sources/source';
import type { Tools } from './tools';
import { isRelayed } from './ways';

/** A URL within this much of its end may have been refused without the browser showing it. */
const NEAR_END_MS = 60_000;
/** Storage that refuses says so at once; a line that breaks takes longer. */
const AT_ONCE_MS = 1_000;
/** Codes that only an answer of storage itself can have. */
const ANSWERS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'url-expired',
	'session-lost',
	'part-corrupted',
	'server-error',
	'storage-refused'
]);

/** isAnswer tells whether it was storage itself that refused, in words that the page can read. */
export function isAnswer({ code }: TransferError): boolean {
	return ANSWERS.has(code);
}

export interface FailedPart {
	readonly source: Source;
	readonly range: ByteRange;
	readonly part: PresignedPart;
	/** Milliseconds since the epoch. */
	readonly startedAt: number;
	/** Bytes of the body that had left when it failed, as far as the browser told. */
	readonly sent: number;
	/** A new URL has been tried for this already: it was not the URL. */
	readonly refreshed: boolean;
	readonly tools: Tools;
}

/**
 * diagnose looks behind `network`: a changed file, a dead line, a URL that ended (a 403 without CORS
 * headers looks the same), or storage that does not let pages in: `url-expired` then leads to a part
 * of our relay, `cors-refused` says that there is none. object-storage.md §16.3. Other errors pass
 * unchanged.
 */
export async function diagnose(error: TransferError, failed: FailedPart): Promise<TransferError> {
	const { source, range, part, startedAt, sent, tools } = failed;
	if (isAnswer(error)) tools.ways.answered(part);
	if (error.code !== 'network') return error;
	const changed = await sourceError(source, range);
	if (changed) return changed;
	const connection = await tools.checkConnection();
	if (connection !== 'online') return new TransferError(connection, { cause: error });
	if (isRelayed(part)) {
		tools.ways.unreached(part);
		return error;
	}
	if (mayHaveEnded(failed)) {
		return new TransferError('url-expired', { detail: 'no readable answer', cause: error });
	}
	const size = range.end - range.start;
	switch (await tools.ways.judge({ part, startedAt, sent, size })) {
		case 'relay':
			return new TransferError('url-expired', { detail: 'not across origins', cause: error });
		case 'refused':
			return new TransferError('cors-refused', { cause: error });
		case 'network':
			return error;
	}
}

/** mayHaveEnded: one new URL shows whether it was the URL. */
function mayHaveEnded({ part, startedAt, refreshed, tools }: FailedPart): boolean {
	if (!tools.ways.fits(part)) return true;
	const now = tools.clock.now();
	const life = part.expiresAt - startedAt;
	if (part.expiresAt - now <= Math.min(NEAR_END_MS, life / 2)) return true;
	return now - startedAt < AT_ONCE_MS && !refreshed;
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
		// Firefox aborts what it can't open.
		if (name === 'NotFoundError' || name === 'AbortError')
			return new TransferError('source-missing', { cause: error });
		return asTransferError(error);
	}
}
