import { count, number, oneOf, seconds, type Check } from '../../switch-checks';

/**
 * OpenSwitches are those of the Open Platform, of file operations and downloads (115.md §15). Times
 * in seconds; those that count say how often something happens from now on, and count down.
 */
export interface OpenSwitches {
	/** `expires_in` of access tokens issued from now on. */
	readonly openTokenLifetime: number;
	/** A refresh sooner than this after the one before is answered 40140117; 0: never. */
	readonly openRefreshInterval: number;
	/** Authorizations of one person with one app; more end the oldest. */
	readonly openAuthorizations: number;
	/** Apps that one person may have authorized at a time; one more is answered 40140122. */
	readonly openApps: number;
	/** Counts: resource calls that are left for today; then all are answered 406. -1: any number. */
	readonly openQuota: number;
	/** Resource calls per second of one person; more are answered 770004. 0: any. */
	readonly openQps: number;
	/** Counts: resource calls answered HTTP 429 with X-RateLimit-Reset. */
	readonly openBusy: number;
	/** `data.status` when the second verification was answered wrongly: 7 again, 6 or 8 (§10.2). */
	readonly openWrongProof: 6 | 7 | 8;
	/** `data` of `get_token`: an object, or an array of one. */
	readonly stsShape: 'object' | 'array';
	/** How `get_token` spells its secret: as it should, or as the documentation does. */
	readonly stsSecretName: 'AccessKeySecret' | 'AccessKeySecrett';
	/** How it spells the time. */
	readonly stsExpirationName: 'Expiration' | 'expiration';
	/** What `get_info` says of an item that does not exist: `data: []`, or code 430004. */
	readonly missingInfo: 'empty' | 'code';
	/** How long a copy, move, delete or restore keeps the next one out (990009). */
	readonly operationTime: number;
	/** Which of its three codes a busy drive answers (§11.1). */
	readonly busyCode: 990005 | 990009 | 990019;
	/** Ids of the recycle bin: those that entries had, or the bin's own. */
	readonly binIds: 'same' | 'own';
	/** A move to a folder that is not there: refused, or taken, and the entries are nowhere. */
	readonly lostMoves: 'refuse' | 'take';
	/** Six digits that emptying the recycle bin needs; empty: none. */
	readonly safeKey: string;
	/** Life of download URLs. */
	readonly downloadLifetime: number;
	/** To what a download URL is bound: `f` 1, 3 or empty (§9.1). */
	readonly downloadBinding: 'agent' | 'cookie' | 'none';
}

/** OPEN_DEFAULTS are these switches after start and after a reset. */
export const OPEN_DEFAULTS: OpenSwitches = {
	openTokenLifetime: 7200,
	openRefreshInterval: 0,
	openAuthorizations: 3,
	openApps: 20,
	openQuota: -1,
	openQps: 0,
	openBusy: 0,
	openWrongProof: 7,
	stsShape: 'object',
	stsSecretName: 'AccessKeySecret',
	stsExpirationName: 'Expiration',
	missingInfo: 'empty',
	operationTime: 0,
	busyCode: 990009,
	binIds: 'same',
	lostMoves: 'refuse',
	safeKey: '',
	downloadLifetime: 900,
	downloadBinding: 'agent'
};

/** openChecks has one Check for every one of these switches. */
export const openChecks: Readonly<Record<keyof OpenSwitches, Check>> = {
	openTokenLifetime: seconds,
	openRefreshInterval: seconds,
	openAuthorizations: number(1, true, 'a whole number from 1'),
	openApps: count,
	openQuota: number(-1, true, 'a whole number from -1'),
	openQps: number(0, false, 'a number from 0'),
	openBusy: count,
	openWrongProof: oneOf(6, 7, 8),
	stsShape: oneOf('object', 'array'),
	stsSecretName: oneOf('AccessKeySecret', 'AccessKeySecrett'),
	stsExpirationName: oneOf('Expiration', 'expiration'),
	missingInfo: oneOf('empty', 'code'),
	operationTime: seconds,
	busyCode: oneOf(990005, 990009, 990019),
	binIds: oneOf('same', 'own'),
	lostMoves: oneOf('refuse', 'take'),
	safeKey: {
		takes: 'six digits, or ""',
		accepts: (value) => typeof value === 'string' && /^(\d{6})?$/.test(value)
	},
	downloadLifetime: seconds,
	downloadBinding: oneOf('agent', 'cookie', 'none')
};
