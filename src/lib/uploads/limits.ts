/** When a waiting row tries again by itself, where nobody else will tell it. Milliseconds. */
import type { TransferError } from '../kernel/errors';

/** 123pan.md §4.3: blocked addresses wait 20 s or more. */
const BLOCKED_MS = 20_000;
const RATE_LIMITED_MS = 30_000;
const BAD_LINE_MS = 30_000;
/** A person has to act; looking again now and then notices that they did. */
const CAPTCHA_MS = 600_000;

/** retryTime gives the moment for codes that clear with time; undefined where something else clears. */
export function retryTime(error: TransferError, now: number): number | undefined {
	switch (error.code) {
		case 'rate-limited':
			return now + (error.retryAfter ?? RATE_LIMITED_MS);
		case 'captcha-needed':
			return now + (error.retryAfter ?? CAPTCHA_MS);
		case 'blocked':
			return now + Math.max(error.retryAfter ?? 0, BLOCKED_MS);
		case 'network':
		case 'stalled':
			return now + (error.retryAfter ?? BAD_LINE_MS);
		default:
			return undefined;
	}
}
