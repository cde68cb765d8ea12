/** What this browser remembers of the Files page: the account that was shown last, and the order. */
import type { Order } from '../../drives/files';

const KEY = 'panlift.files';
const FIRST: Order = { by: 'name', descending: false };

export interface FilesMemory {
	readonly accountId?: string | undefined;
	readonly order: Order;
}

/** Memory is the page's localStorage, as far as it is needed here. */
export type MemoryPlace = Pick<Storage, 'getItem' | 'setItem'>;

/** recall gives what was remembered; what it can't read counts as nothing. */
export function recall(place: () => MemoryPlace): FilesMemory {
	try {
		const value = JSON.parse(place().getItem(KEY) ?? '{}') as Partial<FilesMemory>;
		const { accountId, order } = value;
		return {
			accountId: typeof accountId === 'string' ? accountId : undefined,
			order: isOrder(order) ? order : FIRST
		};
	} catch {
		// Blocked storage, or something else under this name: as on a first visit.
		return { order: FIRST };
	}
}

export function remember(place: () => MemoryPlace, memory: FilesMemory): void {
	try {
		place().setItem(KEY, JSON.stringify(memory));
	} catch {
		// Storage is blocked: it is asked for again next time.
	}
}

function isOrder(value: unknown): value is Order {
	const { by, descending } = (value ?? {}) as Partial<Order>;
	return ['name', 'size', 'modified'].includes(by ?? '') && typeof descending === 'boolean';
}
