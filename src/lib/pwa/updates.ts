/**
 * Updates: a new version waits until a person lets it in. Only where nobody could notice, nothing
 * unfinished and nobody looking for a while, it comes in by itself.
 */
import type { Clock } from '../kernel/clock';
import type { Registration, RegistrationEvents } from './registration';

const CHECK_EVERY_MS = 60 * 60_000;
const LOOK_EVERY_MS = 60_000;
const QUIET_LOOKS = 10;

export interface UpdateDoors {
	readonly clock: Clock;
	readonly register: (events: RegistrationEvents) => Promise<Registration | undefined>;
	/** Whether nothing would be lost, and nobody is looking. */
	readonly isQuiet: () => boolean;
	readonly onwaiting: () => void;
	readonly reload: () => void;
}

export class Updates {
	readonly #doors: UpdateDoors;
	readonly #stopped = new AbortController();
	#registration: Registration | undefined;
	#isWaiting = false;
	#reloads = false;

	constructor(doors: UpdateDoors) {
		this.#doors = doors;
	}

	async start(): Promise<void> {
		this.#registration = await this.#doors.register({
			onwaiting: () => this.#waits(),
			onreplaced: () => this.#reload()
		});
		if (this.#registration) void this.#every(CHECK_EVERY_MS, () => this.check());
	}

	stop(): void {
		this.#stopped.abort();
	}

	/** check asks for a new version now; also called when a person comes back to the page. */
	check(): void {
		void this.#registration?.check();
	}

	/**
	 * restart lets the waiting version in; the page reloads as soon as it is in charge. The store has
	 * every row and every finished part, so the queue goes on from there.
	 */
	restart(): void {
		if (!this.#registration?.letIn()) this.#reload();
	}

	#waits(): void {
		if (this.#isWaiting) return;
		this.#isWaiting = true;
		this.#doors.onwaiting();
		let looks = 0;
		void this.#every(LOOK_EVERY_MS, () => {
			looks = this.#doors.isQuiet() ? looks + 1 : 0;
			if (looks === QUIET_LOOKS) this.restart();
		});
	}

	#reload(): void {
		if (this.#reloads) return;
		this.#reloads = true;
		this.#doors.reload();
	}

	async #every(ms: number, act: () => void): Promise<void> {
		const { signal } = this.#stopped;
		while (!signal.aborted) {
			// The sleep rejects only when we are stopped.
			await this.#doors.clock.sleep(ms, signal).catch(() => undefined);
			if (!signal.aborted) act();
		}
	}
}
