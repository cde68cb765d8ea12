/** folderCounter counts the folders that rows want within one, so that one look may save many calls. */
import type { Clock } from '../kernel/clock';
import type { FoldersWanted } from '../uploads/folders';
import { isFinal } from '../uploads/transition';
import type { Upload } from '../uploads/upload';

/** Counting 10,000 rows for each folder would take minutes. */
const FRESH_MS = 2_000;

/** PlaceWanted: what FoldersWanted is asked. */
type PlaceWanted = Parameters<FoldersWanted>;

const counters = new WeakMap<object, (...place: PlaceWanted) => number>();

/** countFolders counts for a queue, and remembers what it has counted. */
export function countFolders(
	queue: { entries(): Iterable<{ readonly upload: Upload }> },
	clock: Clock,
	place: PlaceWanted
): number {
	const counter = counters.get(queue) ?? folderCounter(() => queue.entries(), clock);
	counters.set(queue, counter);
	return counter(...place);
}

export function folderCounter(
	rows: () => Iterable<{ readonly upload: Upload }>,
	clock: Clock
): (...place: PlaceWanted) => number {
	let wanted = new Map<string, Set<string>>();
	let countedAt = -Infinity;
	return (...place) => {
		if (clock.now() - countedAt >= FRESH_MS) {
			countedAt = clock.now();
			wanted = new Map();
			for (const { upload } of rows()) {
				const { accountId, folderId, folders, kind, name } = upload;
				if (isFinal(upload.status)) continue;
				const names = kind === 'folder' ? [...folders, name] : folders;
				for (const [depth, inner] of names.entries()) {
					const key = keyOf(accountId, folderId, names.slice(0, depth));
					const inside = wanted.get(key) ?? new Set();
					wanted.set(key, inside.add(inner));
				}
			}
		}
		return wanted.get(keyOf(...place))?.size ?? 0;
	};
}

function keyOf(...place: PlaceWanted): string {
	return JSON.stringify(place);
}
