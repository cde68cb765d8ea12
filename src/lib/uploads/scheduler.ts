/** Scheduler: which queued Uploads may start now. Pure. */
import { isActive } from './transition';
import type { Upload, WaitCause } from './upload';

/** Causes by which a drive asks for a pause. They end by time. */
const PAUSES: ReadonlySet<WaitCause> = new Set<WaitCause>(['rate-limited', 'blocked']);

export interface Limits {
	/** Files worked on at once; twice as many where each sends one part at a time. */
	readonly filesAtOnce: number;
	/** Whether files of this account send their parts one at a time. */
	readonly isSequential?: (accountId: string) => boolean;
}

/**
 * nextUploads gives the ids to start, in queue order. Running ones count against the limit even when
 * their row has left the active states: their last request may still be on its way out. While a drive
 * wants a pause, the account's other rows stay in line: each of them would ask, and be refused, too.
 */
export function nextUploads(
	uploads: Iterable<Upload>,
	running: ReadonlySet<string>,
	limits: Limits
): string[] {
	const cost = (accountId: string) => (limits.isSequential?.(accountId) ? 1 : 2);
	const places = 2 * limits.filesAtOnce;
	let free = places;
	let unknown = running.size;
	const byAccount = new Map<string, Upload[]>();
	const resting = new Set<string>();
	for (const upload of uploads) {
		const { status, accountId } = upload;
		if (running.has(upload.id)) {
			free -= cost(accountId);
			unknown -= 1;
			continue;
		}
		if (isActive(status)) free -= cost(accountId);
		if (status.state === 'waiting' && PAUSES.has(status.cause)) resting.add(accountId);
		if (status.state !== 'queued') continue;
		const line = byAccount.get(accountId) ?? [];
		byAccount.set(accountId, line);
		insert(line, upload, places);
	}
	for (const accountId of resting) byAccount.delete(accountId);
	const next = [...byAccount.values()].flat().sort((a, b) => a.order - b.order);
	// Rows that were taken off the list while their work still lets go.
	free -= 2 * unknown;
	const starting: string[] = [];
	for (const { id, accountId } of next) {
		if (free < cost(accountId)) break;
		free -= cost(accountId);
		starting.push(id);
	}
	return starting;
}

/** insert keeps the first few by order: with 10,000 rows a sort for each that starts is too much. */
function insert(next: Upload[], upload: Upload, most: number): void {
	const last = next.at(-1);
	if (next.length >= most && last && last.order <= upload.order) return;
	const place = next.findIndex((other) => other.order > upload.order);
	next.splice(place < 0 ? next.length : place, 0, upload);
	if (next.length > most) next.pop();
}
