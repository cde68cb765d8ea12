/** Room: how much the browser would still store for us. */
import type { Clock } from '../kernel/clock';
import { MiB } from '../kernel/bytes';

/** Ten thousand rows with their sessions need less. */
const LOW_BYTES = 32 * MiB;
const FRESH_MS = 30_000;

/** browserRoom gives bytes, or undefined where the browser does not tell. */
export async function browserRoom(): Promise<number | undefined> {
	try {
		const { quota, usage = 0 } = await navigator.storage.estimate();
		return quota === undefined ? undefined : Math.max(0, quota - usage);
	} catch {
		// Blocked by the browser's settings, which the store finds out by itself.
		return undefined;
	}
}

export interface RoomWatch {
	/** Bytes, while they are few. */
	readonly left: number | undefined;
	/** look asks the browser, unless it did a moment ago. */
	look(): Promise<void>;
}

/** roomWatch calls `onChange` when room gets scarce, less, or is there again. */
export function roomWatch(
	room: () => Promise<number | undefined>,
	clock: Clock,
	onChange: () => void
): RoomWatch {
	let left: number | undefined;
	let lookedAt = -Infinity;
	return {
		get left() {
			return left;
		},
		async look() {
			if (clock.now() - lookedAt < FRESH_MS) return;
			lookedAt = clock.now();
			const bytes = await room();
			const before = left;
			left = bytes !== undefined && bytes < LOW_BYTES ? bytes : undefined;
			if (left !== before) onChange();
		}
	};
}
