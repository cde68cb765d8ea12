/**
 * RingRecorder: the FlightArchive of an engine. Records gather in memory for a second, then
 * go to the store together; the oldest make room. Where the store is in trouble the newest stay in
 * memory, so that a log can still be saved.
 */
import type { Clock } from '../kernel/clock';
import { withinLimit } from '../kernel/time-limit';
import { logOf, logOfRow } from './flight-log';
import type {
	FlightArchive,
	FlightEvent,
	FlightLog,
	FlightRecord,
	LogFacts
} from './flight-recorder';
import { openFlightStore, type FlightStore, type SegmentInfo } from './flight-store';
import { keep, lineOf, readLines } from './record-line';

/** How long records gather before they are written. */
const GATHER_MS = 1_000;
/** A segment is full at this many bytes; what is full is not written again. */
const SEGMENT_SIZE = 32 * 1024;
/** Most that is kept, in bytes and in records. */
const MOST_SIZE = 2 * 1024 * 1024;
const MOST_RECORDS = 20_000;
/** A segment begins with each start of the engine: short ones must not pile up either. */
const MOST_SEGMENTS = 256;
/** Segments in memory while the store takes none. */
const MOST_IN_MEMORY = 32;
/** How long the store may take to be read before what is in memory has to do. */
const READ_MS = 5_000;

/** Growing: a segment in memory. */
interface Growing {
	readonly id: number;
	text: string;
	records: number;
	/** It has lines that the store has not. */
	isAhead: boolean;
}

/** openRecorder gives the recorder of this browser's engine. */
export function openRecorder(clock: Clock): RingRecorder {
	return new RingRecorder(clock, openFlightStore());
}

export class RingRecorder implements FlightArchive {
	readonly #clock: Clock;
	readonly #store: Promise<FlightStore>;
	/** The segment that grows, last, and those before it that the store has not got. */
	#growing: Growing[] = [];
	/** What the store has, oldest first; undefined until it has told. */
	#kept: readonly SegmentInfo[] | undefined;
	#lastId = 0;
	#flushing: Promise<void> | undefined;
	#armed = false;
	/** The store failed: it is left alone until the engine starts again. */
	#broken = false;

	/** `store` may reject: then nothing is kept beyond this life. */
	constructor(clock: Clock, store: Promise<FlightStore>) {
		this.#clock = clock;
		this.#store = store;
		store.catch(() => (this.#broken = true));
	}

	record(event: FlightEvent, at = this.#clock.now()): void {
		try {
			this.#take(keep(event, at));
			// What went wrong may be the last thing that is heard of this life.
			if (event.code !== undefined && !this.#flushing) void this.flush();
			else this.#arm();
		} catch {
			// Whatever is wrong with a record, the upload that it tells of goes on.
		}
	}

	/** flush writes what has gathered. It never rejects. */
	async flush(): Promise<void> {
		await this.#flushing;
		if (this.#broken || !this.#growing.some(({ isAhead }) => isAhead)) return;
		this.#flushing ??= this.#write()
			.catch(() => void (this.#broken = true))
			.finally(() => (this.#flushing = undefined));
		await this.#flushing;
	}

	/** read gives all records, or those of one upload and of the engine, oldest first. */
	async read(uploadId?: string): Promise<readonly FlightRecord[]> {
		// A segment may go from memory to the store while the store is asked.
		const before = [...this.#growing];
		const texts = new Map(await this.#stored());
		for (const { id, text } of [...before, ...this.#growing]) texts.set(id, text);
		const ids = [...texts.keys()].sort((a, b) => a - b);
		return ids.flatMap((id) => readLines(texts.get(id) ?? '', uploadId));
	}

	async log(facts: LogFacts, uploadId?: string): Promise<FlightLog> {
		const read = { records: await this.read(uploadId), madeAt: this.#clock.now() };
		const row = facts.rows.find(({ id }) => id === uploadId);
		return row ? logOfRow(row, facts, read) : logOf(facts, read);
	}

	/** clear forgets everything. Rejects as the store does. */
	async clear(): Promise<void> {
		await this.#flushing;
		this.#growing = [];
		this.#kept = undefined;
		if (!this.#broken) await (await this.#store).clear();
	}

	#take(record: FlightRecord): void {
		const line = lineOf(record);
		let segment = this.#growing.at(-1);
		if (!segment || segment.text.length + line.length > SEGMENT_SIZE) {
			this.#lastId = Math.max(this.#lastId + 1, record.at);
			segment = { id: this.#lastId, text: '', records: 0, isAhead: true };
			this.#growing.push(segment);
			if (this.#growing.length > MOST_IN_MEMORY) this.#growing.shift();
		}
		segment.text += line;
		segment.records += 1;
		segment.isAhead = true;
	}

	#arm(): void {
		if (this.#armed || this.#broken) return;
		this.#armed = true;
		void this.#clock.sleep(GATHER_MS).then(() => {
			this.#armed = false;
			return this.flush();
		});
	}

	async #write(): Promise<void> {
		const store = await this.#store;
		const kept = this.#kept ?? (await store.infos());
		const ahead = this.#growing.filter(({ isAhead }) => isAhead);
		const put = ahead.map(({ id, text, records }) => ({ id, size: text.length, records, text }));
		for (const segment of ahead) segment.isAhead = false;
		const ids = new Set(put.map(({ id }) => id));
		const all = [...kept.filter(({ id }) => !ids.has(id)), ...put].sort((a, b) => a.id - b.id);
		const old = surplus(all);
		await store.write(put, old);
		this.#kept = all.slice(old.length).map(({ id, size, records }) => ({ id, size, records }));
		this.#growing = this.#growing.filter((one, i, { length }) => one.isAhead || i === length - 1);
	}

	/** stored gives what the store has, as far as it can be read now. */
	async #stored(): Promise<ReadonlyMap<number, string>> {
		try {
			return await withinLimit(this.#clock, READ_MS, undefined, async () => {
				return (await this.#store).texts();
			});
		} catch {
			// A log of this life alone is better than none.
			return new Map();
		}
	}
}

/** surplus names the oldest segments, which have to make room. */
function surplus(all: readonly SegmentInfo[]): readonly number[] {
	let size = all.reduce((sum, one) => sum + one.size, 0);
	let records = all.reduce((sum, one) => sum + one.records, 0);
	let count = all.length;
	const old: number[] = [];
	for (const one of all) {
		if (size <= MOST_SIZE && records <= MOST_RECORDS && count <= MOST_SEGMENTS) break;
		old.push(one.id);
		size -= one.size;
		records -= one.records;
		count -= 1;
	}
	return old;
}
