/** Progress: what an Upload has done so far, in memory. Rebuilt from the store after a restart. */
import type { Receipt } from '../drives/drive';
import type { Clock } from '../kernel/clock';
import { Meter } from './meter';

export class Progress {
	readonly meter: Meter;
	/** Bytes hashed. */
	hashed = 0;
	partsDone = 0;
	/** 0 until a Session is open. */
	partsTotal = 0;
	/** The parts in flight go through our own server. */
	viaProxy = false;
	#finished = 0;
	readonly #inFlight = new Map<number, number>();

	constructor(clock: Clock) {
		this.meter = new Meter(clock);
	}

	/** sent: bytes of finished parts and of parts in flight. */
	get sent(): number {
		let bytes = this.#finished;
		for (const part of this.#inFlight.values()) bytes += part;
		return bytes;
	}

	hash(bytes: number): void {
		this.hashed = bytes;
		this.meter.record(bytes);
	}

	/** parts takes the Receipts that are known when sending starts or continues. */
	parts(receipts: readonly Receipt[], total: number): void {
		this.#inFlight.clear();
		this.partsTotal = total;
		this.partsDone = receipts.length;
		this.#finished = receipts.reduce((sum, receipt) => sum + receipt.size, 0);
		this.meter.reset();
		this.meter.record(this.sent);
	}

	/** part takes the absolute bytes of one part in flight; 0 when it has to start again. */
	part(number: number, bytes: number): void {
		this.#inFlight.set(number, bytes);
		this.meter.record(this.sent);
	}

	receipt(receipt: Receipt): void {
		this.#inFlight.delete(receipt.number);
		this.#finished += receipt.size;
		this.partsDone += 1;
		this.meter.record(this.sent);
	}

	/** stop forgets what was in flight: those bytes are not there. */
	stop(): void {
		this.#inFlight.clear();
		this.meter.reset();
		this.viaProxy = false;
	}

	/** forget starts over: the Session or the Source is another one. */
	forget(): void {
		this.stop();
		this.hashed = this.partsDone = this.partsTotal = this.#finished = 0;
	}
}
