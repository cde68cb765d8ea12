import { keptStore, type KeptStore } from '../../src/lib/sessions/kept-store';
import { FakeClock, settle } from './fake-clock';
import { FakeDisk } from './fake-disk';

/** A stand-in for a handle: real ones are tested in the browser. */
export const handle = { name: 'film.mkv', kind: 'file' } as unknown as FileSystemFileHandle;

/** StoreRig: stores of one browser over a disk that fails when a test says so. */
export class StoreRig {
	readonly disk = new FakeDisk();
	readonly clock = new FakeClock();
	/** Bytes of room that the browser tells of. */
	left: number | undefined;
	/** States that any of the stores told of. */
	readonly states: string[] = [];

	open(clock = this.clock): KeptStore {
		const store = keptStore({ disk: this.disk, clock, room: async () => this.left });
		store.keepingChanged.on(({ state }) => this.states.push(state));
		return store;
	}

	/** claimed opens a store and claims, however often the disk has to be asked. */
	async claimed(): Promise<KeptStore> {
		const store = this.open();
		const claiming = store.claim();
		await this.clock.advance(2_000);
		await claiming;
		return store;
	}

	/** slow makes every write wait until the returned function lets one through. */
	slow(): () => Promise<void> {
		const gates: (() => void)[] = [];
		const write = this.disk.write.bind(this.disk);
		this.disk.write = async (changes, claim) => {
			await new Promise<void>((open) => gates.push(open));
			return write(changes, claim);
		};
		return async () => {
			gates.shift()?.();
			await settle();
		};
	}
}
