import { Watching } from '../../src/lib/engine/watch';
import type { WatchView, WatchWish } from '../../src/lib/engine/watch-api';
import { enqueueWatched } from '../../src/lib/engine/watch-intake';
import type { Changed } from '../../src/lib/sources/watch-observer';
import type { FilterRules } from '../../src/lib/sources/filter';
import { createFilter } from '../../src/lib/sources/ignore-filter';
import { Roots } from '../../src/lib/sources/roots';
import { walk } from '../../src/lib/sources/walk';
import { lookAt, scanFolder } from '../../src/lib/sources/watch-scan';
import { Folders } from '../../src/lib/uploads/folders';
import type { Upload } from '../../src/lib/uploads/upload';
import { EngineRig } from './engine-rig';
import { FolderOnDisk } from './folder-on-disk';
import { nodeHasher } from './node-hasher';
import { unfiltered } from './unfiltered';

export const WISH: WatchWish = {
	accountId: 'a1',
	folderPath: '/ckpt',
	profile: '',
	conflict: 'overwrite',
	on: true
};

/** WatchRig: an EngineRig with a folder on a disk that it watches. */
export class WatchRig {
	readonly rig = new EngineRig();
	readonly disk = new FolderOnDisk('checkpoints');
	readonly rules = new Map<string, FilterRules>();
	watching!: Watching;
	views: readonly WatchView[] = [];
	/** What the browser's observer would tell; set while it observes. */
	onchange: ((changed: Changed) => void) | undefined;
	/** Whether the browser has an observer. */
	observes = false;
	/** Whether what was enqueued is lost before it is remembered. */
	forgetful = false;
	/** Holds each look through the folder up before its end. */
	scanning: (() => Promise<void>) | undefined;

	/** start begins a life of the browser. */
	async start(): Promise<this> {
		const { rig } = this;
		await rig.start();
		const { store, clock } = rig;
		const roots = new Roots(store);
		rig.roots = roots;
		const intake = {
			...unfiltered,
			...{ queue: rig.queue, roots, clock, walk },
			conflict: () => 'ask' as const,
			sessions: () => store.sessions(),
			hashing: (id: string) => store.hashing(id),
			checksum: (blob: Blob) =>
				nodeHasher().checksum(blob, { signal: new AbortController().signal })
		};
		const folders = new Folders();
		const lost = async (key: string, value: unknown) => {
			if (!this.forgetful || !key.startsWith('watched/')) await store.saveSetting(key, value);
		};
		const scan = async function* (this: WatchRig, ...about: Parameters<typeof scanFolder>) {
			yield* scanFolder(...about);
			await this.scanning?.();
		};
		this.watching = await Watching.open({
			clock,
			store: { setting: store.setting.bind(store), saveSetting: lost },
			eyes: {
				scanFolder: scan.bind(this),
				lookAt,
				observeFolder: async (_, onchange) => {
					if (!this.observes || !this.disk.allowed) return undefined;
					this.onchange = onchange;
					return () => (this.onchange = undefined);
				}
			},
			filter: async (profile) => {
				const rules = this.rules.get(profile);
				return rules && createFilter(rules, clock.now());
			},
			enqueue: (watch, files) =>
				enqueueWatched(watch, files, { intake, folders, drive: () => rig.drive }),
			tell: (views) => (this.views = views)
		});
		return this;
	}

	/** crash ends this life at once, and begins the next. */
	async crash(): Promise<void> {
		this.watching.stop();
		this.rig.crash();
		await this.start();
	}

	async watch(wish: Partial<WatchWish> = {}): Promise<void> {
		await this.watching.ask({
			step: 'add',
			directory: this.disk.handle,
			wish: { ...WISH, ...wish }
		});
		await this.rig.settled();
	}

	/** pass lets seconds go by, one after another. */
	async pass(seconds: number): Promise<void> {
		for (let second = 0; second < seconds; second++) {
			await this.rig.clock.advance(1000);
			await this.rig.settled();
		}
	}

	/** write changes a file now. */
	write(path: string, bytes: Uint8Array | string): void {
		this.disk.write(path, bytes, this.rig.clock.now());
	}

	get view(): WatchView {
		return this.views[0]!;
	}

	get rows(): readonly Upload[] {
		return [...this.rig.queue.entries()].map(({ upload }) => upload);
	}

	/** Remote paths of all rows, as they were made. */
	get paths(): readonly string[] {
		return this.rows.map(({ folderPath, folders, name }) =>
			[folderPath, ...folders, name].join('/')
		);
	}

	/** What the drive has at these names below the target, as text; undefined where there is nothing. */
	async stored(name: string): Promise<string | undefined> {
		const bytes = await this.bytes(name);
		return bytes && Buffer.from(bytes).toString();
	}

	async bytes(path: string): Promise<Uint8Array | undefined> {
		const { memory } = this.rig;
		let folderId = '';
		for (const name of ['ckpt', ...path.split('/')]) {
			const found = (await all(memory, folderId)).find((one) => one.name === name);
			if (!found) return undefined;
			folderId = found.id;
		}
		return memory.content(folderId);
	}
}

async function all(memory: EngineRig['memory'], folderId: string) {
	const entries = [];
	let next: string | undefined;
	do {
		const page = await memory.list(folderId, next);
		entries.push(...page.entries);
		next = page.next;
	} while (next !== undefined);
	return entries;
}
