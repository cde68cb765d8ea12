/** rowCounter counts the rows that go to one folder, for drives that hold a limited number. */
import type { Clock } from '../kernel/clock';
import type { Upload } from '../uploads/upload';

/** Counting 10,000 rows for each of 10,000 that starts would take minutes. */
const FRESH_MS = 2_000;

export function rowCounter(
	rows: () => Iterable<{ readonly upload: Upload }>,
	clock: Clock
): (upload: Upload) => number {
	let counts = new Map<string, number>();
	let countedAt = -Infinity;
	return (upload) => {
		if (clock.now() - countedAt >= FRESH_MS) {
			countedAt = clock.now();
			counts = new Map();
			for (const row of rows()) {
				if (row.upload.status.state === 'cancelled') continue;
				const key = folderOf(row.upload);
				counts.set(key, (counts.get(key) ?? 0) + 1);
			}
		}
		return counts.get(folderOf(upload)) ?? 1;
	};
}

function folderOf({ accountId, folderId, folders }: Upload): string {
	return JSON.stringify([accountId, folderId, ...folders]);
}
