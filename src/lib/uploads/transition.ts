/**
 * transition: every way an Upload's Status can change. Pure and total: an event that means nothing
 * in a state leaves it as it is, so that late answers and double clicks do no harm.
 */
import type { Existing, RemoteFile } from '../drives/drive';
import { recoveryOf, type ErrorCode } from '../kernel/errors';
import type { ActiveState, Status, WaitCause } from './upload';

export type UploadEvent =
	/** The uploader reached a step. */
	| { readonly type: 'enter'; readonly state: ActiveState }
	| { readonly type: 'done'; readonly file: RemoteFile; readonly instant: boolean }
	| { readonly type: 'conflict'; readonly existing: Existing }
	| { readonly type: 'skipped' }
	| {
			readonly type: 'error';
			readonly code: ErrorCode;
			readonly detail?: string | undefined;
			/** When to try again by itself, milliseconds since the epoch. */
			readonly until?: number | undefined;
	  }
	/** These causes have cleared, whoever cleared them. */
	| { readonly type: 'clear'; readonly causes: readonly WaitCause[] }
	/** The engine started: nothing is active any more, and some causes may have cleared meanwhile. */
	| { readonly type: 'restart' }
	/** It goes back into line, to make room for another. */
	| { readonly type: 'yield' }
	/** The person wants it to wait until then, milliseconds since the epoch. */
	| { readonly type: 'schedule'; readonly until: number }
	| { readonly type: 'pause' | 'resume' | 'cancel' | 'retry' };

/** Causes that a person ends; the others end by themselves. */
const CAUSES: Readonly<Partial<Record<ErrorCode, WaitCause>>> = {
	offline: 'offline',
	network: 'offline',
	stalled: 'offline',
	'proxy-unreachable': 'proxy',
	'version-mismatch': 'proxy',
	'rate-limited': 'rate-limited',
	blocked: 'blocked',
	'captcha-needed': 'blocked',
	'signed-out': 'signed-out',
	'wrong-password': 'signed-out',
	'risk-challenge': 'signed-out',
	'app-id-refused': 'signed-out',
	'name-taken': 'conflict',
	'space-full': 'space',
	'source-changed': 'source-changed',
	'source-missing': 'source-missing',
	'source-forgotten': 'source-missing',
	'permission-needed': 'permission',
	'storage-quota': 'storage-quota',
	'storage-blocked': 'storage-quota'
};

/**
 * waitCauseOf tells whether a code that reached the queue makes its row wait, and for what.
 * `network` and `stalled` get here with their tries spent: the row then waits for a better line.
 */
export function waitCauseOf(code: ErrorCode): WaitCause | undefined {
	return CAUSES[code];
}

/** isActive: the uploader works on it right now. */
export function isActive(status: Status): boolean {
	return (
		status.state === 'hashing' ||
		status.state === 'checking' ||
		status.state === 'uploading' ||
		status.state === 'finishing'
	);
}

/** isFinal: nothing more happens unless a person says Retry. */
export function isFinal(status: Status): boolean {
	return status.state === 'done' || status.state === 'failed' || status.state === 'cancelled';
}

/** isDue: the time that the person had it wait for is over. `now` in milliseconds since the epoch. */
export function isDue(status: Status, now: number): boolean {
	if (status.state !== 'waiting' || status.cause !== 'scheduled') return false;
	return (status.until ?? 0) <= now;
}

const QUEUED: Status = { state: 'queued' };

export function transition(status: Status, event: UploadEvent): Status {
	switch (event.type) {
		case 'enter':
			return isActive(status) || status.state === 'queued' ? { state: event.state } : status;
		case 'done':
			return isActive(status)
				? { state: 'done', file: event.file, instant: event.instant }
				: status;
		case 'conflict':
			return isActive(status)
				? {
						state: 'waiting',
						cause: 'conflict',
						code: 'name-taken',
						existing: event.existing
					}
				: status;
		case 'skipped':
			return isActive(status) || status.state === 'waiting'
				? { state: 'cancelled', reason: 'skipped' }
				: status;
		case 'error':
			return isActive(status) || status.state === 'queued' ? afterError(event) : status;
		case 'clear':
			return status.state === 'waiting' && event.causes.includes(status.cause) ? QUEUED : status;
		case 'restart':
			return isActive(status) || mayHaveCleared(status) ? QUEUED : status;
		case 'yield':
			return isActive(status) ? QUEUED : status;
		case 'schedule':
			return isFinal(status) || status.state === 'paused'
				? status
				: { state: 'waiting', cause: 'scheduled', until: event.until };
		case 'pause':
			return isFinal(status) || status.state === 'paused' ? status : { state: 'paused' };
		case 'resume':
			return status.state === 'paused' || status.state === 'waiting' ? QUEUED : status;
		case 'cancel':
			return status.state === 'done' || status.state === 'cancelled'
				? status
				: { state: 'cancelled', reason: 'person' };
		case 'retry':
			return status.state === 'failed' || status.state === 'cancelled' || status.state === 'waiting'
				? QUEUED
				: status;
	}
}

/** Causes that are looked at anew after a restart: whoever clears them may have done so meanwhile. */
const LOOK_AGAIN: ReadonlySet<WaitCause> = new Set([
	'offline',
	'proxy',
	'signed-out',
	'permission',
	'source-missing',
	'storage-quota'
]);

function mayHaveCleared(status: Status): boolean {
	return status.state === 'waiting' && LOOK_AGAIN.has(status.cause);
}

function afterError(event: Extract<UploadEvent, { type: 'error' }>): Status {
	const { code, detail, until } = event;
	const cause = waitCauseOf(code);
	if (cause && recoveryOf(code) !== 'give-up') {
		return { state: 'waiting', cause, code, until, detail };
	}
	return { state: 'failed', code, detail };
}
