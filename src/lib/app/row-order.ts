/** Row order: what needs a person first, then what moves, waits in line, is done. */
import type { UploadRow } from '../engine/engine-api';
import type { UploadState, WaitCause } from '../uploads/upload';

const PERSON_CAUSES: ReadonlySet<WaitCause> = new Set<WaitCause>([
	'signed-out',
	'permission',
	'source-missing',
	'source-changed',
	'conflict',
	'space',
	'storage-quota'
]);

/** The first and the last rank: rows that only a person can help, and rows that fold away. */
export const NEEDS_PERSON = 0;
export const FINISHED = 5;

const RANK: Readonly<Record<UploadState, number>> = {
	failed: 0,
	hashing: 1,
	checking: 1,
	uploading: 1,
	finishing: 1,
	waiting: 2,
	paused: 3,
	queued: 4,
	done: FINISHED,
	cancelled: FINISHED
};

/** needsPerson tells rows that only a person can help. Failed rows have ended and do not nag. */
export function needsPerson(row: Pick<UploadRow, 'state' | 'cause' | 'code'>): boolean {
	if (row.state !== 'waiting') return false;
	return row.code === 'version-mismatch' || (!!row.cause && PERSON_CAUSES.has(row.cause));
}

/** isFinished tells rows that `Clear finished` takes away. */
export function isFinished(row: Pick<UploadRow, 'state'>): boolean {
	return row.state === 'done' || row.state === 'cancelled';
}

/** isMoving tells rows that hold a place of the scheduler. */
export function isMoving(row: Pick<UploadRow, 'state'>): boolean {
	return RANK[row.state] === 1;
}

/** rankOf gives a row's group in the list: lower goes first. */
export function rankOf(row: Pick<UploadRow, 'state' | 'cause' | 'code'>): number {
	return needsPerson(row) ? NEEDS_PERSON : RANK[row.state];
}

/** isPausable tells rows that Pause does something to. */
export function isPausable(row: Pick<UploadRow, 'state'>): boolean {
	return !isFinished(row) && row.state !== 'paused' && row.state !== 'failed';
}
