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
	let busy = running.size;
	const queued: Upload[] = [];
	for (const upload of uploads) {
		if (isActive(upload.status) && !running.has(upload.id)) busy += 1;
		if (upload.status.state === 'queued' && !running.has(upload.id)) queued.push(upload);
	}
	return queued
		.sort((a, b) => a.order - b.order)
		.slice(0, Math.max(0, limits.filesAtOnce - busy))
		.map((upload) => upload.id);
}
