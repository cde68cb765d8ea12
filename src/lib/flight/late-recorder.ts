/**
 * LateRecorder: a FlightArchive whose code is loaded with the first row's event, so that a first
 * visit does not wait for it. Until it is there, events stay in memory.
 */
import type { Clock } from '../kernel/clock';
import type { FlightArchive, FlightEvent, FlightLog, LogFacts } from './flight-recorder';

/** Events that are kept until the code is there. */
const MOST_EARLY = 10_000;

export class LateRecorder implements FlightArchive {
	readonly #clock: Clock;
	readonly #load: () => Promise<FlightArchive>;
	#early: (readonly [event: FlightEvent, at: number])[] = [];
	#loading: Promise<FlightArchive> | undefined;
	#archive: FlightArchive | undefined;

	/** Where `load` rejects, nothing is recorded: the uploads don't need it. */
	constructor(clock: Clock, load: () => Promise<FlightArchive>) {
		this.#clock = clock;
		this.#load = load;
	}

	record(event: FlightEvent, at = this.#clock.now()): void {
		if (this.#archive) return this.#archive.record(event, at);
		if (this.#early.length < MOST_EARLY) this.#early.push([event, at]);
		if (event.step !== 'engine') this.#loaded().catch(() => (this.#early = []));
	}

	async log(facts: LogFacts, uploadId?: string): Promise<FlightLog> {
		return (await this.#loaded()).log(facts, uploadId);
	}

	async clear(): Promise<void> {
		await (await this.#loaded()).clear();
	}

	#loaded(): Promise<FlightArchive> {
		this.#loading ??= this.#load().then((archive) => {
			for (const [event, at] of this.#early) archive.record(event, at);
			this.#early = [];
			return (this.#archive = archive);
		});
		return this.#loading;
	}
}
