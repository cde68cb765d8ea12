/** Scheduler: which queued Uploads may start now. Pure. */
import { isActive } from './transition';
import type { Upload } from './upload';

export interface Limits {
	/** Files worked on at once. */
	readonly filesAtOnce: number;
}

/**
 * nextUploads gives the ids to start, in queue order. Running ones count against the limit even when
 * their row has left the active states: their last request may still be on its way out.
 */
export function nextUploads(
	uploads: Iterable<Upload>,
	running: ReadonlySet<string>,
	limits: Limits
): string[] {
	let free = limits.filesAtOnce - running.size;
	const next: Upload[] = [];
	if (free <= 0) return [];
	for (const upload of uploads) {
		if (running.has(upload.id)) continue;
		if (isActive(upload.status)) free -= 1;
		if (upload.status.state === 'queued') insert(next, upload, limits.filesAtOnce);
	}
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
