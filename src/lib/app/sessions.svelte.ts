/** Sessions: the settings page's list of uploads that have begun at their drives. Loaded with it. */
import type { SessionCommands, SessionImport, SessionView } from '../engine/engine-api';
import type { Clock } from '../kernel/clock';
import { datedName, saveFile } from './save-file';

/** How often the list is read while bytes move, milliseconds. */
const EVERY_MS = 3_000;
/** Bytes of a file that is not even read. */
const LARGEST_FILE = 200 * 1024 * 1024;

export class Sessions {
	readonly #engine: SessionCommands;
	readonly #clock: Clock;
	readonly #trouble: (error: unknown) => void;
	#list = $state.raw<readonly SessionView[] | undefined>();
	#imported = $state.raw<SessionImport | undefined>();
	#now = $state(0);

	/** `trouble` hears of what the engine refused. */
	constructor(engine: SessionCommands, clock: Clock, trouble: (error: unknown) => void) {
		this.#engine = engine;
		this.#clock = clock;
		this.#trouble = trouble;
	}

	/** Undefined until it has been read. */
	get list(): readonly SessionView[] | undefined {
		return this.#list;
	}
	/** What became of the last file that was imported. */
	get imported(): SessionImport | undefined {
		return this.#imported;
	}
	/** When the list was read, milliseconds since the epoch. */
	get now(): number {
		return this.#now;
	}

	/** watch reads the list, again and again while bytes move; gives what stops that. */
	watch(moving: boolean): () => void {
		const watching = new AbortController();
		void (async () => {
			do await this.#refresh();
			while (moving && (await this.#rest(watching.signal)));
		})();
		return () => watching.abort();
	}

	async delete(id: string): Promise<void> {
		await this.#try(() => this.#engine.deleteSessions([id]));
		await this.#refresh();
	}

	async export(): Promise<void> {
		await this.#try(async () => {
			const text = await this.#engine.exportSessions();
			saveFile(datedName('sessions', this.#clock.now()), text);
		});
	}

	async import(file: File): Promise<void> {
		this.#imported = undefined;
		await this.#try(async () => {
			this.#imported =
				file.size > LARGEST_FILE
					? { kind: 'refused', why: 'too-large' }
					: await this.#engine.importSessions(await file.text());
		});
		await this.#refresh();
	}

	async #refresh(): Promise<void> {
		await this.#try(async () => {
			this.#list = await this.#engine.sessions();
			this.#now = this.#clock.now();
		});
	}

	/** rest is false when the page has left meanwhile. */
	async #rest(signal: AbortSignal): Promise<boolean> {
		try {
			await this.#clock.sleep(EVERY_MS, signal);
			return true;
		} catch {
			// Only the signal ends a sleep.
			return false;
		}
	}

	async #try(call: () => Promise<void>): Promise<void> {
		try {
			await call();
		} catch (error) {
			this.#trouble(error);
		}
	}
}
