/**
 * TransferError: the one error type that crosses hops. `code` is a closed set, each with copy in both
 * catalogues; what to do about it (`recovery`) follows from the code alone, never from the caller.
 */

/** What the engine does by itself when it meets a code. */
export type Recovery =
	/** Back off and send the same thing again. */
	| 'retry'
	/** Ask for a new presigned URL and send again; does not count as a try. */
	| 'refresh-url'
	/** The provider forgot the Session: open a new one. */
	| 'reopen-session'
	/** Nothing a person can do; continues by itself when the cause clears. */
	| 'wait'
	/** Only a person can help (sign in, allow access, choose). The row waits with a button. */
	| 'person'
	/** The drive said no, or tries are spent. The row fails and keeps its state for Retry. */
	| 'give-up';

const RECOVERY = {
	/** The browser is offline or nothing answers. */
	offline: 'wait',
	/** The connection broke, or the browser hides why it failed. */
	network: 'retry',
	/** No byte moved for a minute. */
	stalled: 'retry',
	/** The far side answered 5xx, or took too long. */
	'server-error': 'retry',
	/** The answer was not in the protocol's form (a block page, a truncated body). */
	'unreadable-answer': 'retry',
	/** 429. Carries `retryAfter`. */
	'rate-limited': 'wait',
	/** The provider blocked the address for a while. Carries `retryAfter`. */
	blocked: 'wait',
	/** Our own server does not answer. */
	'proxy-unreachable': 'wait',
	/** The proxy and the page are of different versions. */
	'version-mismatch': 'person',
	/** The proxy did not accept the request: a bug, or a page and proxy that do not fit. */
	'bad-request': 'give-up',
	'signed-out': 'person',
	'wrong-password': 'person',
	/** The provider wants a captcha, SMS or a sign-in on its own site first. */
	'risk-challenge': 'person',
	/** The provider wants a captcha, solved on its own site; the sign-in stays good. */
	'captcha-needed': 'wait',
	/** The app id of an official API is unknown, switched off or not approved. */
	'app-id-refused': 'person',
	/** The presigned URL's time is over. */
	'url-expired': 'refresh-url',
	/** Storage refused the URL although it was new. */
	'storage-refused': 'give-up',
	/** Storage stored something else than we sent. */
	'part-corrupted': 'retry',
	'session-lost': 'reopen-session',
	/** Storage already holds a part of this number with other bytes, and can't replace it. */
	'part-exists': 'reopen-session',
	/** The drive did not accept the digest of the range that it asked for: ask it from the start. */
	'challenge-failed': 'retry',
	/** Storage has the bytes, but the drive did not register the file. */
	'callback-failed': 'reopen-session',
	/** The drive wants the parts of a file in order after all. */
	'parallel-refused': 'reopen-session',
	/** The listing of parts is not what was sent. */
	'parts-missing': 'retry',
	/** The drive accepted the commit but has not shown the file yet. */
	'not-finalised': 'retry',
	/** The finished file is not the file that was sent. */
	'digest-mismatch': 'give-up',
	/** Storage does not let pages send to it, and the relay is switched off. */
	'cors-refused': 'give-up',
	/** The host is outside the allow-list or the page's connect-src. */
	'host-not-allowed': 'give-up',
	'name-refused': 'give-up',
	'name-taken': 'person',
	'folder-missing': 'give-up',
	'file-missing': 'give-up',
	/** The drive does one change at a time, and is at another one. */
	'drive-busy': 'retry',
	/** Deleting for ever wants a second password, which the drive's own pages ask for. */
	'safe-key-needed': 'give-up',
	'too-large': 'give-up',
	'too-deep': 'give-up',
	'too-many-parts': 'give-up',
	'too-many-entries': 'give-up',
	'space-full': 'person',
	'traffic-exceeded': 'give-up',
	/** The drive said no in words of its own; `detail` carries them. */
	'drive-refused': 'give-up',
	'source-changed': 'person',
	'source-missing': 'person',
	/** A bare File that went with its page, or that a change made worthless. */
	'source-forgotten': 'person',
	'permission-needed': 'person',
	/** The browser has no room for the queue. */
	'storage-quota': 'person',
	/** IndexedDB can't be opened. */
	'storage-blocked': 'person',
	/** Another tab took over the queue; this one's engine has nothing to say any more. */
	superseded: 'give-up',
	/** A bug: an exception no code foresaw. */
	unexpected: 'give-up'
} as const satisfies Record<string, Recovery>;

export type ErrorCode = keyof typeof RECOVERY;

export const ERROR_CODES = Object.keys(RECOVERY) as readonly ErrorCode[];

/** recoveryOf tells what to do about a code. Total: every code has exactly one recovery. */
export function recoveryOf(code: ErrorCode): Recovery {
	return RECOVERY[code];
}

/** isErrorCode narrows a string from the wire. */
export function isErrorCode(value: unknown): value is ErrorCode {
	return typeof value === 'string' && Object.hasOwn(RECOVERY, value);
}

export interface TransferErrorOptions {
	/** Milliseconds until the far side wants to hear from us again. */
	readonly retryAfter?: number | undefined;
	/** The far side's own words or code, already redacted; shown behind "Copy details". */
	readonly detail?: string | undefined;
	readonly cause?: unknown;
}

/** TransferError is what every hop throws. Plain-data form: `toWire`, for workers and HTTP. */
export class TransferError extends Error {
	override readonly name = 'TransferError';
	readonly code: ErrorCode;
	readonly retryAfter: number | undefined;
	readonly detail: string | undefined;

	constructor(code: ErrorCode, options: TransferErrorOptions = {}) {
		super(options.detail ? `${code}: ${options.detail}` : code, { cause: options.cause });
		this.code = code;
		this.retryAfter = options.retryAfter;
		this.detail = options.detail;
	}

	get recovery(): Recovery {
		return recoveryOf(this.code);
	}

	toWire(): WireError {
		return { code: this.code, retryAfter: this.retryAfter, detail: this.detail };
	}

	static fromWire(wire: WireError): TransferError {
		return new TransferError(wire.code, wire);
	}
}

/** WireError is a TransferError as plain data. */
export interface WireError {
	readonly code: ErrorCode;
	readonly retryAfter?: number | undefined;
	readonly detail?: string | undefined;
}

/** isAbort tells a person's or the queue's own cancellation from a failure. */
export function isAbort(error: unknown): boolean {
	return error instanceof Error && error.name === 'AbortError';
}

/** asTransferError wraps anything thrown; AbortErrors must be filtered with isAbort before. */
export function asTransferError(error: unknown): TransferError {
	if (error instanceof TransferError) return error;
	const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	return new TransferError('unexpected', { detail, cause: error });
}
