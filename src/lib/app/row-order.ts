/** Row order: what needs a person first, then what moves, waits in line, is done. */
import type { UploadRow } from '../engine/engine-api';
import { levelOf, PRIORITIES } from '../kernel/priority';
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

/** Ranks of one state: one for each priority. */
const LEVELS = PRIORITIES.length;
/** The last rank: rows that fold away. */
export const FINISHED = 5 * LEVELS;

const RANK: Readonly<Record<UploadState, number>> = {
	failed: 0,
	hashing: 1,
	checking: 1,
	uploading: 1,
	finishing: 1,
	waiting: 2,
	paused: 3,
	queued: 4,
	done: 5,
	cancelled: 5
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

/** rankOf gives a row's group in the list, by state, then by priority: lower goes first. */
export function rankOf(row: Pick<UploadRow, 'state' | 'cause' | 'code' | 'priority'>): number {
	const rank = needsPerson(row) ? 0 : RANK[row.state];
	return rank * LEVELS + (isFinished(row) ? 0 : levelOf(row));
}

/** isPausable tells rows that Pause does something to. */
export function isPausable(row: Pick<UploadRow, 'state' | 'cause'>): boolean {
	return !isFinished(row) && !isPaused(row) && row.state !== 'failed';
}

/** isPaused tells rows that a person stopped, for good or until some time. */
export function isPaused(row: Pick<UploadRow, 'state' | 'cause'>): boolean {
	return row.state === 'paused' || row.cause === 'scheduled';
}
