import { ACCOUNTS } from './accounts';
import { OPEN_DEFAULTS, openChecks, type OpenSwitches } from './open/switches';
import { count, flag, number, oneOf, seconds, size } from '../switch-checks';
import type { Check } from '../switch-checks';

/**
 * Pan115Switches are the switches of the emulated 115; those that count say how often something
 * happens from now on, and count down. Times in seconds. 115.md §15, "Switches for tests".
 *
 * The WAF needs no switch: it is a fault, `{"match": {"host": "webapi.115.com"}, "after": 3, "times": 100,
 * "do": {"kind": "status", "status": 405, "headers": {"content-type": "text/html"}, "body":
 * "<!doctypehtml><title>405</title>Sorry, your request has been blocked"}}` (§11.2).
 */
export interface Pan115Switches extends OpenSwitches {
	/** Longest that `get/status` waits for a change. */
	readonly qrHold: number;
	/** Life of a QR code. */
	readonly qrLifetime: number;
	/** Age at which cookies are refused; read at each call, so that 0 ends all for a while. */
	readonly cookieLifetime: number;
	/** Cookies without KID are refused; else only a wrong one is. */
	readonly requireKid: boolean;
	/** Set to true, ends every cookie session there is, and reads false again. */
	readonly revokeCookies: boolean;
	/** Calls without a User-Agent meet the WAF's page. */
	readonly requireAgent: boolean;
	/** Oldest client version that init takes, in `appversion` and in the User-Agent; empty: any. */
	readonly minAppVersion: string;
	/** How far init's `t` may be from the sandbox's clock. */
	readonly initWindow: number;
	/** `off`: init promises an upload for known content too. */
	readonly instant: 'on' | 'off';
	/** How many ranges are asked for, one after the other. */
	readonly challengeRounds: number;
	/** Life of a challenge; a later answer is "sig invalid". */
	readonly challengeWindow: number;
	/** The answer to a wrong range: the next range, or "sig invalid". */
	readonly challengeWrong: 'again' | 'refuse';
	/** Counts: right answers that are taken for wrong ones. */
	readonly challengeFailures: number;
	/**
	 * LZ4 of init's answer: with matches, with such that overlap what they make, or literals alone.
	 */
	readonly initLz4: 'matched' | 'overlapping' | 'literal';
	/** Bytes of JSON in one LZ4 block, at most 8192; less makes several blocks. */
	readonly initBlock: number;
	/** Whether init's answer ends in the 12 bytes of §6.5. */
	readonly initTail: boolean;
	/** `status` of an init that was refused: 0 or false. */
	readonly initStatus: 'number' | 'boolean';
	/** `callback` of init and resume: an object, or an array of one. */
	readonly callbackShape: 'object' | 'array';
	/** What `x:pick_code` holds: the pick code or a task id (§5.4). */
	readonly callbackCode: 'pick-code' | 'task-id';
	/** How long an unfinished upload can be resumed and completed. */
	readonly taskLifetime: number;
	/** Ids are JSON numbers instead of strings. */
	readonly idsAsNumbers: boolean;
	/** Counts: calls for STS credentials that are answered Throttling.User. */
	readonly stsThrottle: number;
	/** The OSS endpoint that 115 names: this sandbox's storage, or the real host. */
	readonly ossEndpoint: 'sandbox' | 'real';
	/** Counts: callbacks that are answered `state: false`. */
	readonly callbackRefusals: number;
	/** A second callback of the same upload: refused, or another file of that name. */
	readonly callbackAgain: 'refuse' | 'duplicate';
	/**
	 * Which order a listing may ask for: `lenient` keeps only the column that someone chose for the
	 * folder, `strict` every folder's column and direction, chosen or not, and `fixed` does so whatever
	 * `custom_order` says (§8.1).
	 */
	readonly folderOrder: 'lenient' | 'strict' | 'fixed';
	/** Time from an upload's registration until listings show it. */
	readonly listDelay: number;
	/** Counts: calls with cookies or a bearer that are answered with `limitCode`. */
	readonly limitTimes: number;
	/** 406, 770004 (too frequent) or 911 (captcha). */
	readonly limitCode: number;
	/** Name or id of the account whose cookie calls are answered 911 until its captcha is solved. */
	readonly captchaAccount: string;
}

/** PAN115_DEFAULTS are the switches after start and after a reset. */
export const PAN115_DEFAULTS: Pan115Switches = {
	qrHold: 25,
	qrLifetime: 300,
	cookieLifetime: 31_536_000,
	requireKid: false,
	revokeCookies: false,
	requireAgent: false,
	minAppVersion: '',
	initWindow: 86_400,
	instant: 'on',
	challengeRounds: 1,
	challengeWindow: 60,
	challengeWrong: 'again',
	challengeFailures: 0,
	initLz4: 'matched',
	initBlock: 8192,
	initTail: true,
	initStatus: 'number',
	callbackShape: 'object',
	callbackCode: 'pick-code',
	taskLifetime: 604_800,
	idsAsNumbers: false,
	stsThrottle: 0,
	ossEndpoint: 'sandbox',
	callbackRefusals: 0,
	callbackAgain: 'refuse',
	folderOrder: 'lenient',
	listDelay: 0,
	limitTimes: 0,
	limitCode: 770004,
	captchaAccount: '',
	...OPEN_DEFAULTS
};

/** pan115Checks has one Check for every one of these switches. */
export const pan115Checks: Readonly<Record<keyof Pan115Switches, Check>> = {
	qrHold: seconds,
	qrLifetime: seconds,
	cookieLifetime: seconds,
	requireKid: flag,
	revokeCookies: flag,
	requireAgent: flag,
	minAppVersion: {
		takes: 'a version like "30.5.1", or ""',
		accepts: (value) => typeof value === 'string' && /^(\d+(\.\d+)*)?$/.test(value)
	},
	initWindow: seconds,
	instant: oneOf('on', 'off'),
	challengeRounds: number(1, true, 'a whole number from 1'),
	challengeWindow: seconds,
	challengeWrong: oneOf('again', 'refuse'),
	challengeFailures: count,
	initLz4: oneOf('matched', 'overlapping', 'literal'),
	initBlock: {
		takes: 'a whole number of bytes from 1 to 8192',
		accepts: (value) => size.accepts(value) && (value as number) <= 8192
	},
	initTail: flag,
	initStatus: oneOf('number', 'boolean'),
	callbackShape: oneOf('object', 'array'),
	callbackCode: oneOf('pick-code', 'task-id'),
	taskLifetime: seconds,
	idsAsNumbers: flag,
	stsThrottle: count,
	ossEndpoint: oneOf('sandbox', 'real'),
	callbackRefusals: count,
	callbackAgain: oneOf('refuse', 'duplicate'),
	folderOrder: oneOf('lenient', 'strict', 'fixed'),
	listDelay: seconds,
	limitTimes: count,
	limitCode: oneOf(406, 770004, 911),
	captchaAccount: oneOf('', ...ACCOUNTS.flatMap(({ name, userId }) => [name, userId])),
	...openChecks
};
