/** The SessionStore in IndexedDB. */
import { systemClock, type Clock } from '../kernel/clock';
import { DexieDisk } from './dexie-disk';
import { keptStore, type KeptStore } from './kept-store';
import { browserRoom } from './room';

export interface StoreOptions {
	readonly name?: string;
	readonly clock?: Clock;
	/** A newer version wants to change the database: this one is closed and says so. */
	readonly onOutdated?: () => void;
}

/**
 * openDexieStore opens nothing yet. `claim` rejects with `version-mismatch` when a newer version of
 * Panlift has written the database; without any IndexedDB the store works in memory and says so.
 */
export function openDexieStore({
	name = 'panlift',
	clock = systemClock(),
	onOutdated
}: StoreOptions = {}): KeptStore {
	return keptStore({ disk: new DexieDisk({ name, onOutdated }), clock, room: browserRoom });
}
