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

type Placed = Pick<UploadRow, 'id' | 'state' | 'cause' | 'code' | 'order'>;

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
	return needsPerson(row) ? 0 : RANK[row.state];
}

/**
 * arrange orders rows. The pinned one, which has the focus, keeps the index that it had in
 * `before`, so that nothing moves under a person's fingers.
 */
export function arrange(
	rows: readonly Placed[],
	before: readonly string[] = [],
	pinned?: string
): readonly string[] {
	const ids = [...rows]
		.sort((a, b) => rankOf(a) - rankOf(b) || a.order - b.order || (a.id < b.id ? -1 : 1))
		.map((row) => row.id);
	const index = pinned ? before.indexOf(pinned) : -1;
	if (index < 0 || !ids.includes(pinned!)) return ids;
	const others = ids.filter((id) => id !== pinned);
	others.splice(Math.min(index, others.length), 0, pinned!);
	return others;
}
