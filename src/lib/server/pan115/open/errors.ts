import { TransferError, type ErrorCode } from '../../../kernel/errors';
import type { Envelope } from '../envelope';
import { errorOf, meaningOf } from '../errors';

/** How long to leave 115 alone when it gives no time of its own, milliseconds. 115.md §10.4 */
const LIMITED_MS = 70_000;
/** What stands for "no time told" in a 429 of any provider. */
const UNTOLD_MS = 1000;

/** What the codes of §10.5 mean besides the rule that 401… is a dead token. 115.md §10.5 */
const MEANINGS: Readonly<Partial<Record<number, ErrorCode>>> = {
	40110000: 'server-error',
	40140100: 'app-id-refused',
	40140101: 'bad-request',
	40140102: 'bad-request',
	40140103: 'bad-request',
	40140104: 'bad-request',
	40140105: 'server-error',
	40140106: 'app-id-refused',
	40140107: 'app-id-refused',
	40140108: 'app-id-refused',
	40140109: 'app-id-refused',
	40140110: 'app-id-refused',
	40140117: 'rate-limited',
	40140118: 'app-id-refused',
	40140121: 'server-error',
	40140122: 'drive-refused'
};

/**
 * openErrorOf says what an answer of the Open Platform means that is no success. A code of 99, or one
 * that begins with 401, is a token that works no more. 115.md §10.1, §10.5, §11.1
 */
export function openErrorOf(envelope: Pick<Envelope, 'code' | 'message'>): TransferError {
	const { code, message } = envelope;
	const meaning = MEANINGS[code] ?? (isTokenCode(code) ? 'signed-out' : undefined);
	if (!meaning) return errorOf(envelope);
	const retryAfter = meaning === 'rate-limited' ? LIMITED_MS : undefined;
	return new TransferError(meaning, { detail: `${code} ${message}`.trim(), retryAfter });
}

/** limited makes 115's own wait of a 429 that told none. For use in `catch`. */
export function limited(thrown: unknown): never {
	if (!(thrown instanceof TransferError) || thrown.code !== 'rate-limited') throw thrown;
	const { retryAfter = 0, detail } = thrown;
	throw new TransferError('rate-limited', {
		detail: detail ?? 'HTTP 429',
		retryAfter: retryAfter > UNTOLD_MS ? retryAfter : LIMITED_MS
	});
}

function isTokenCode(code: number): boolean {
	return meaningOf(code) === 'signed-out' || String(code).startsWith('401');
}
