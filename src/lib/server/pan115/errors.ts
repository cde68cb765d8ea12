import { TransferError, type ErrorCode } from '../../kernel/errors';
import type { Envelope } from './envelope';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** Codes of both APIs by their meaning. 115.md §11.1 */
const MEANINGS: Readonly<Partial<Record<ErrorCode, readonly number[]>>> = {
	'signed-out': [99, 990001, 40101004, 40101017, 40101032, 40101033, 40101035, 40101037, 40101038],
	'captcha-needed': [911],
	'rate-limited': [406, 590075, 770004],
	'drive-busy': [990005, 990009, 990019],
	'server-error': [40110000],
	'name-taken': [20004],
	'name-refused': [20001, 20002, 20003, 20020, 20021],
	'folder-missing': [20009, 800001],
	'file-missing': [
		20013, 20018, 31003, 50003, 50015, 70005, 70008, 90008, 231011, 430004, 980006, 4100026
	],
	'safe-key-needed': [320001],
	'space-full': [91005],
	'too-large': [50028],
	'too-many-entries': [91004, 990023],
	'wrong-password': [40101009],
	'risk-challenge': [40101010, 40101030]
};

const BY_CODE = new Map(
	Object.entries(MEANINGS).flatMap(([meaning, codes]) =>
		codes.map((code) => [code, meaning as ErrorCode] as const)
	)
);

/** How long to leave 115 alone, in milliseconds. §10.4, §11.2 */
const WAITS: Readonly<Partial<Record<ErrorCode, number>>> = {
	'captcha-needed': 10 * MINUTE_MS,
	'rate-limited': 70 * SECOND_MS,
	blocked: MINUTE_MS,
	'server-error': 3 * SECOND_MS,
	'drive-busy': 3 * SECOND_MS
};

/** errorOf says what an answer that is no success means; 115's own words stay in `detail`. */
export function errorOf({ code, message }: Pick<Envelope, 'code' | 'message'>): TransferError {
	return error(meaningOf(code) ?? 'drive-refused', `${code} ${message}`.trim());
}

/** meaningOf gives the meaning of a code that is known; undefined for others. */
export function meaningOf(code: number): ErrorCode | undefined {
	return BY_CODE.get(code);
}

/**
 * refusePage rejects `blocked` for the firewall's page, which stands in the place of any answer and
 * must never be read as JSON. 115.md §11.2
 */
export function refusePage({ status, text }: { readonly status: number; readonly text: string }) {
	if (status !== 405 && !/^\s*</.test(text)) return;
	throw error('blocked', `HTTP ${status} with a web page`);
}

/** patient makes 115's own waits of what any provider's 429 means. For use in `catch`. */
export function patient(thrown: unknown): never {
	const limited = thrown instanceof TransferError && thrown.code === 'rate-limited';
	if (!limited) throw thrown;
	throw error('rate-limited', thrown.detail ?? 'HTTP 429', thrown.retryAfter);
}

function error(meaning: ErrorCode, detail: string, told = 0): TransferError {
	const least = WAITS[meaning];
	const retryAfter = least === undefined ? undefined : Math.max(least, told);
	return new TransferError(meaning, { detail, retryAfter });
}
