/** Announcements: what a screen reader is told of a batch. Start, every quarter, end; no more. */
import type { Summary } from '../engine/engine-api';

export type Announcement =
	| { readonly kind: 'started'; readonly files: number }
	| { readonly kind: 'progress'; readonly quarters: number }
	| { readonly kind: 'finished'; readonly files: number };

/** Told: how far the current batch was announced. Undefined between batches. */
export interface Told {
	readonly quarters: number;
}

/** announce tells what to say about a summary, and what has been told then. */
export function announce(
	told: Told | undefined,
	summary: Summary
): { readonly told: Told | undefined; readonly say?: Announcement } {
	const { total, done, active, bytesDone, bytesTotal } = summary;
	const quarters = bytesTotal > 0 ? Math.floor((bytesDone / bytesTotal) * 4) : 0;
	if (total > 0 && done === total) {
		return told ? { told: undefined, say: { kind: 'finished', files: done } } : { told: undefined };
	}
	if (!told) {
		return active > 0
			? { told: { quarters }, say: { kind: 'started', files: total - done } }
			: { told: undefined };
	}
	// A file that joins the batch lowers its fraction: what was told stays told.
	if (quarters <= told.quarters || quarters >= 4) return { told };
	return { told: { quarters }, say: { kind: 'progress', quarters } };
}
