/**
 * FlightStore: where the lines of the recorder are kept. In a database of its own, so that its
 * trouble never is an upload's, and with relaxed durability: a power cut may take the last second.
 */
import { Dexie, type EntityTable } from 'dexie';

/** Segment: some lines in the order of time, written again while it is the last one and grows. */
export interface Segment {
	/** When it began, milliseconds since the epoch: unique, and in order. */
	readonly id: number;
	/** Bytes of `text`, which is ASCII. */
	readonly size: number;
	readonly records: number;
	readonly text: string;
}

export type SegmentInfo = Omit<Segment, 'text'>;

export interface FlightStore {
	/** infos lists what is kept, oldest first. */
	infos(): Promise<readonly SegmentInfo[]>;
	/** write puts segments and takes others away, all or nothing. */
	write(put: readonly Segment[], remove: readonly number[]): Promise<void>;
	/** texts gives the lines of all segments, by id. */
	texts(): Promise<ReadonlyMap<number, string>>;
	clear(): Promise<void>;
}

class FlightDatabase extends Dexie {
	declare infos: EntityTable<SegmentInfo, 'id'>;
	declare texts: EntityTable<{ id: number; text: string }, 'id'>;

	constructor(name: string) {
		super(name, { chromeTransactionDurability: 'relaxed' });
		// Apart, so that counting what is kept does not read it.
		this.version(1).stores({ infos: 'id', texts: 'id' });
	}
}

/** openFlightStore rejects when the browser gives no database. */
export async function openFlightStore(name = 'panlift-flight'): Promise<FlightStore> {
	const db = new FlightDatabase(name);
	// A newer version of Panlift has the word: this one records no more.
	db.on('versionchange', () => {
		db.close();
		return false;
	});
	await db.open();
	return {
		infos: () => db.infos.orderBy('id').toArray(),
		write: (put, remove) =>
			db.transaction('rw', db.infos, db.texts, async () => {
				await db.infos.bulkDelete([...remove]);
				await db.texts.bulkDelete([...remove]);
				await db.infos.bulkPut(put.map(({ id, size, records }) => ({ id, size, records })));
				await db.texts.bulkPut(put.map(({ id, text }) => ({ id, text })));
			}),
		texts: async () => new Map((await db.texts.toArray()).map(({ id, text }) => [id, text])),
		clear: () =>
			db.transaction('rw', db.infos, db.texts, async () => {
				await db.infos.clear();
				await db.texts.clear();
			})
	};
}
