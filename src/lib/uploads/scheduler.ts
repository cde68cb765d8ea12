/** Scheduler: which queued Uploads may start now. Pure. */
import { isActive } from './transition';
import type { Upload, WaitCause } from './upload';

/** Causes by which a drive asks for a pause. They end by time. */
const PAUSES: ReadonlySet<WaitCause> = new Set<WaitCause>(['rate-limited', 'blocked']);

export interface Limits {
	/** Files worked on at once. */
	readonly filesAtOnce: number;
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
	let free = limits.filesAtOnce - running.size;
	const byAccount = new Map<string, Upload[]>();
	const resting = new Set<string>();
	if (free <= 0) return [];
	for (const upload of uploads) {
		if (running.has(upload.id)) continue;
		const { status, accountId } = upload;
		if (isActive(status)) free -= 1;
		if (status.state === 'waiting' && PAUSES.has(status.cause)) resting.add(accountId);
		if (status.state !== 'queued') continue;
		const line = byAccount.get(accountId) ?? [];
		byAccount.set(accountId, line);
		insert(line, upload, limits.filesAtOnce);
	}
	for (const accountId of resting) byAccount.delete(accountId);
	const next = [...byAccount.values()].flat().sort((a, b) => a.order - b.order);
	return next.slice(0, Math.max(0, free)).map((upload) => upload.id);
}

/** insert keeps the first few by order: with 10,000 rows a sort for each that starts is too much. */
function insert(next: Upload[], upload: Upload, most: number): void {
	const last = next.at(-1);
	if (next.length >= most && last && last.order <= upload.order) return;
	const place = next.findIndex((other) => other.order > upload.order);
	next.splice(place < 0 ? next.length : place, 0, upload);
	if (next.length > most) next.pop();
}
