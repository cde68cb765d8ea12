import { TransferError, type ErrorCode } from '../../kernel/errors';

/** Envelope of every answer, with the outer keys in lower case. 123pan.md §4.2 */
export interface Envelope {
	readonly code: number;
	readonly message: string;
	readonly data: unknown;
}

/** Code of "the name is taken", which callers that can ask read themselves. §9.3 */
export const NAME_TAKEN = 5060;

/** A block by address lasts at least this long, in milliseconds. §4.3 */
const BLOCKED_MS = 20_000;
const RATE_LIMITED_MS = 1000;
const NOT_FINALISED_MS = 3000;

const BY_CODE: Readonly<Record<number, ErrorCode>> = {
	2: 'signed-out',
	400: 'bad-request',
	401: 'signed-out',
	403: 'blocked',
	429: 'rate-limited',
	500: 'server-error',
	5053: 'not-finalised',
	[NAME_TAKEN]: 'name-taken',
	5064: 'name-refused',
	5066: 'file-missing',
	5113: 'traffic-exceeded',
	5114: 'traffic-exceeded',
	20101: 'signed-out'
};

const WAITS: Readonly<Partial<Record<ErrorCode, number>>> = {
	blocked: BLOCKED_MS,
	'rate-limited': RATE_LIMITED_MS,
	'not-finalised': NOT_FINALISED_MS
};

/** What only the message tells. Chinese as the service says it, English as the sandbox may. */
const BY_MESSAGE: readonly (readonly [RegExp, ErrorCode])[] = [
	[/cookie token is empty|login expired|please login|not login|token.*expired/i, 'signed-out'],
	[/单(个)?文件.*(超|限)|文件(过大|大小超)|(single.?)?file.?size.*exceed/i, 'too-large'],
	[/md5.*(失败|不一致|不匹配|mismatch)/i, 'digest-mismatch'],
	[/(空间|容量).*(不足|已满|超)|超.*(空间|容量)|space.*(exceed|full|insufficient)/i, 'space-full']
];

const RISK =
	/短信|验证码|微信|设备|账号安全|安全验证|风险|sms|captcha|wechat|unusual device|account security/i;

/** errorOf says what an envelope with a code other than success means. 123pan.md §4.3 */
export function errorOf(envelope: Envelope, retryAfter?: number): TransferError {
	const { code, message } = envelope;
	const meaning = meaningOf(code, message);
	const least = WAITS[meaning];
	const wait = least === undefined ? retryAfter : Math.max(least, retryAfter ?? 0);
	return new TransferError(meaning, { detail: `${code} ${message}`.trim(), retryAfter: wait });
}

function meaningOf(code: number, message: string): ErrorCode {
	const known = BY_CODE[code];
	if (known) return known;
	const told = BY_MESSAGE.find(([pattern]) => pattern.test(message));
	if (told) return told[1];
	if (code === -1) {
		if (/InvalidPart/.test(message)) return 'parts-missing';
		return /NoSuchKey|NoSuchUpload|\b404\b/.test(message) ? 'session-lost' : 'server-error';
	}
	return 'drive-refused';
}

/** signInErrorOf says the same of a refused sign-in: code 1 is the password, or a challenge. §5.1 */
export function signInErrorOf(envelope: Envelope): TransferError {
	const detail = `${envelope.code} ${envelope.message}`.trim();
	if (RISK.test(envelope.message)) return new TransferError('risk-challenge', { detail });
	if (envelope.code === 1) return new TransferError('wrong-password', { detail });
	return errorOf(envelope);
}
