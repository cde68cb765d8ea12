/** Publisher: gathers what changed and tells it at most five times a second. */
import type { Clock } from '../kernel/clock';
import { Emitter } from '../kernel/emitter';
import type { Forecast } from '../uploads/forecast';
import type { Queue } from '../uploads/queue';
import { isActive, isFinal } from '../uploads/transition';
import type { Update, UploadRow } from './engine-api';
import { rowOf, summarise } from './rows';

const FRAME_MS = 200;
/** Speeds and times change on their own; twice a second is as often as a person can read them. */
const TICK_MS = 500;
/** Files added this soon after the last one finished join its batch. */
const BATCH_GRACE_MS = 3_000;

export class Publisher {
	readonly #queue: Queue;
	readonly #clock: Clock;
	readonly #extra: () => Update;
	readonly #rows = new Map<string, UploadRow>();
	readonly #dirty = new Set<string>();
	readonly #removed = new Set<string>();
	readonly #batch = new Set<string>();
	readonly updates = new Emitter<Update>();
	#forecast: Forecast | undefined;
	#pending: Update = {};
	#scheduled = false;
	#ticking = false;
	#restSince: number | undefined;

	/** `extra` gives everything besides rows, for a page that has just come. */
	constructor(queue: Queue, clock: Clock, extra: () => Update) {
		this.#queue = queue;
		this.#clock = clock;
		this.#extra = extra;
		queue.changed.on((change) => {
			if (change.type === 'removed') this.#removed.add(change.id);
			this.#dirty.add(change.id);
			this.#schedule();
		});
	}

	/** whole is everything, for a page or tab that has just come. */
	whole(): Update {
		this.#flush();
		return { ...this.#extra(), rows: [...this.#rows.values()], summary: this.#summary() };
	}

	/** tell passes on anything besides rows. */
	tell(update: Update): void {
		this.#pending = { ...this.#pending, ...update };
		this.#schedule();
	}

	/** foretell takes what the summary says of the time that drives need. */
	foretell(forecast: Forecast | undefined): void {
		if (JSON.stringify(forecast) === JSON.stringify(this.#forecast)) return;
		this.#forecast = forecast;
		this.#schedule();
	}

	#schedule(): void {
		if (this.#scheduled) return;
		this.#scheduled = true;
		void this.#clock.sleep(FRAME_MS).then(() => {
			this.#scheduled = false;
			this.#flush();
			this.#tick();
		});
	}

	#flush(): void {
		const now = this.#clock.now();
		const rows: UploadRow[] = [];
		for (const id of this.#dirty) {
			const entry = this.#queue.entry(id);
			if (!entry) {
				this.#rows.delete(id);
				continue;
			}
			const row = rowOf(entry, now);
			this.#rows.set(id, row);
			rows.push(row);
		}
		const removed = [...this.#removed].filter((id) => !this.#rows.has(id));
		const update: Update = {
			...this.#pending,
			...(rows.length > 0 && { rows }),
			...(removed.length > 0 && { removed }),
			summary: this.#summary()
		};
		this.#dirty.clear();
		this.#removed.clear();
		this.#pending = {};
		this.updates.emit(update);
	}

	/** tick keeps speeds and times of active rows honest while no event comes. */
	#tick(): void {
		if (this.#ticking || !this.#markActive()) return;
		this.#ticking = true;
		void this.#clock.sleep(TICK_MS).then(() => {
			this.#ticking = false;
			if (this.#markActive()) this.#schedule();
		});
	}

	#markActive(): boolean {
		let any = false;
		for (const { upload } of this.#queue.entries()) {
			if (!isActive(upload.status)) continue;
			this.#dirty.add(upload.id);
			any = true;
		}
		return any;
	}

	/** A batch lasts from the first unfinished row until all have been at rest for a while. */
	#summary() {
		const now = this.#clock.now();
		const open: string[] = [];
		for (const { upload } of this.#queue.entries()) {
			if (!isFinal(upload.status)) open.push(upload.id);
		}
		if (open.length > 0) {
			const rested = this.#restSince !== undefined && now - this.#restSince > BATCH_GRACE_MS;
			if (rested) this.#batch.clear();
			this.#restSince = undefined;
			for (const id of open) this.#batch.add(id);
		} else {
			this.#restSince ??= now;
		}
		const forecast = this.#forecast;
		return { ...summarise(this.#rows.values(), (id) => this.#batch.has(id)), forecast };
	}
}
