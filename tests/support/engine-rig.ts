import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { Drive, PartWish, PresignedPart } from '../../src/lib/drives/drive';
import { checkName } from '../../src/lib/drives/names';
import type { FlightEvent } from '../../src/lib/flight/flight-recorder';
import type { Hasher } from '../../src/lib/hashing/hasher';
import { TransferError } from '../../src/lib/kernel/errors';
import { gates } from '../../src/lib/kernel/gate';
import { handleSources } from '../../src/lib/sources/handle-source';
import type { Roots } from '../../src/lib/sources/roots';
import type { PutAnswer, PutOptions, Transport } from '../../src/lib/transport/transport';
import type { BandwidthSetting } from '../../src/lib/uploads/bandwidth-rule';
import { Folders } from '../../src/lib/uploads/folders';
import { Goodput } from '../../src/lib/uploads/goodput';
import { Hosts } from '../../src/lib/uploads/hosts';
import { Lines } from '../../src/lib/uploads/line';
import { Queue } from '../../src/lib/uploads/queue';
import type { Tools } from '../../src/lib/uploads/tools';
import type { Upload } from '../../src/lib/uploads/upload';
import { RELAY_HEADERS } from '../../src/lib/drives/wire';
import { Ways } from '../../src/lib/uploads/ways';
// The queue loads it with its first upload; here it is there already, so that no test waits for it.
import '../../src/lib/uploads/runner';
import { FakeClock, settle } from './fake-clock';
import { MemoryDrive } from './memory-drive';
import { memoryStore } from './memory-store';
import { NO_LIMIT } from './no-limit';
import { nodeHasher } from './node-hasher';
import { anUpload } from './uploads';

/** fresh gives bytes that no drive has seen. */
export const fresh = (size: number) => new Uint8Array(randomBytes(size));

const never = () => new Promise<never>(() => {});

/** PutFault: what happens to one PUT instead of, or after, its being stored. */
export type PutFault = 'store' | 'store-then-lose-answer' | 'crash' | 'crash-after-store' | Error;

/** StoringDrive: a Drive in memory with the storage behind it. */
export interface StoringDrive extends Drive {
	put(part: PresignedPart, bytes: Uint8Array): Promise<PutAnswer>;
	content(fileId: string): Uint8Array | undefined;
}

/**
 * EngineRig: the queue over a Drive, a store and files in memory, with a fake clock. `crash` ends a
 * life at that very instruction: whatever was under way never comes back.
 */
export class EngineRig<T extends StoringDrive = MemoryDrive> {
	readonly clock = new FakeClock();
	readonly memory: T;
	readonly store = memoryStore();
	readonly files = new Map<string, File>();
	/** Part numbers that reached storage, in order. */
	readonly stored: number[] = [];
	/** Files whose whole digest was computed. */
	hashings = 0;
	/** Where each hashing of a whole file went on, in bytes. */
	readonly continuedFrom: (number | undefined)[] = [];
	/** Questions to storage whether it lets pages in. */
	probes = 0;
	/** Whether storage lets pages in, and whether anything answers at all. */
	takesPages = true;
	answersOpaquely = false;
	/** Times that a PUT was tried. */
	puts = 0;
	connection: 'online' | 'offline' | 'proxy-unreachable' = 'online';
	/** Decides what happens to each PUT; the second argument counts PUTs from 1. */
	onPut: (part: PresignedPart, count: number) => PutFault = () => 'store';
	/** Tells of bytes of the PUT that `onPut` decides about. */
	progress: (bytes: number) => void = () => {};
	/** Called before each reading of a whole file. */
	onHash: (onProgress?: (bytes: number) => void) => void = () => {};
	/** Wraps the Drive, to fail or lie. */
	drive: Drive;
	queue!: Queue;
	readonly goodput = new Goodput();
	/** What the line carries, in this life; the next one knows the last rates. */
	lines = new Lines(this.clock);
	#rates: Readonly<Record<string, number>> = {};
	/** Files at once that the person set. */
	filesAtOnce = 3;
	/** Parts of one file at once that the person set. */
	partsPerFile = 3;
	/** How fast uploads may be. */
	bandwidth: BandwidthSetting = NO_LIMIT;
	/** What this browser wishes of part sizes. */
	wish: PartWish = {};
	/** How a body gets to storage; without it in no time. */
	carry: ((body: Blob, options: PutOptions) => Promise<void>) | undefined;
	/** What the flight recorder was told. */
	readonly flight: FlightEvent[] = [];
	/** The person wants parts at the same time on drives where they are an experiment. */
	wantsParallel = false;
	maxFileSize: number | undefined;
	rowsBeside = 1;
	/** Where Sources are besides `files`. */
	roots: Pick<Roots, 'get'> | undefined;
	#folders = new Folders();
	#life = 0;
	#writes = 0;

	/** `make` gives the Drive; without it a MemoryDrive. */
	constructor(
		make: (clock: FakeClock) => T = (clock) => new MemoryDrive({ clock, partSize: 10 }) as never
	) {
		this.memory = make(this.clock);
		this.drive = this.memory;
	}

	/** start begins a life: the queue loads what the store has. */
	async start(): Promise<void> {
		this.#folders = new Folders();
		this.lines = new Lines(this.clock, this.#rates, (rates) => (this.#rates = rates));
		this.queue = new Queue(this.#tools(++this.#life), () => ({ filesAtOnce: this.filesAtOnce }));
		await this.queue.load();
	}

	crash(): void {
		this.#life += 1;
	}

	/** put a file on the disk, and its row in the queue. */
	async add(bytes: Uint8Array, fields: Partial<Upload> = {}): Promise<string> {
		const upload = anUpload(fields);
		const file = this.write(upload.source.rootId, bytes);
		const { name, size, lastModified } = file;
		await this.queue.add([{ ...upload, identity: { name, size, lastModified } }], []);
		return upload.id;
	}

	/** write puts other bytes behind a root; without `lastModified` the file's time moves on. */
	write(rootId: string, bytes: Uint8Array, lastModified = this.#later()): File {
		const file = new File([bytes.slice()], 'film.mkv', { lastModified });
		this.files.set(rootId, file);
		return file;
	}

	#later(): number {
		return this.clock.now() + this.files.size + ++this.#writes;
	}

	/** lie replaces some of the Drive's methods, until the test says otherwise. */
	lie(methods: Partial<Drive>): void {
		const { memory } = this;
		this.drive = new Proxy<Drive>(memory, {
			get(drive, name) {
				const lied: unknown = Reflect.get(methods, name);
				if (lied) return lied;
				const value: unknown = Reflect.get(drive, name);
				return typeof value === 'function' ? (value.bind(drive) as unknown) : value;
			}
		});
	}

	/** expectStored waits until the row is done and compares what the drive has with `bytes`. */
	async expectStored(id: string, bytes: Uint8Array): Promise<void> {
		const status = await this.status(id);
		expect(status).toMatchObject({ state: 'done' });
		const fileId = status.state === 'done' ? status.file.id : '';
		expect(Buffer.compare(this.memory.content(fileId)!, bytes)).toBe(0);
	}

	/** status waits until the row rests, letting time pass where that is all it needs. */
	async status(id: string, patience = 400): Promise<Upload['status']> {
		for (let i = 0; i < patience; i++) {
			await settle();
			const { status } = this.queue.entry(id)!.upload;
			const rests = ['done', 'failed', 'waiting', 'paused', 'cancelled'].includes(status.state);
			if (rests && !(status.state === 'waiting' && status.until !== undefined)) return status;
			await this.clock.advance(1000);
		}
		throw new Error(`still ${this.queue.entry(id)!.upload.status.state}`);
	}

	/** settled waits for everything that needs no time. */
	async settled(): Promise<void> {
		for (let i = 0; i < 40; i++) await settle();
	}

	#tools(life: number): Tools {
		const alive = () => life === this.#life;
		const node = nodeHasher();
		const fileHasher: Hasher = {
			...node,
			hashFile: async (file, kinds, options) => {
				this.hashings += 1;
				this.continuedFrom.push(options.from?.md5?.bytes);
				this.onHash(options.onProgress);
				return node.hashFile(file, kinds, options);
			}
		};
		const transport: Transport = {
			put: async (request, options) => {
				const { signal, onProgress } = options;
				if (!alive()) return never();
				const relayed = request.headers[RELAY_HEADERS.token];
				if (!relayed && !this.takesPages && request.body.size > 0) {
					this.puts += 1;
					throw new TransferError('network');
				}
				const url = new URL(relayed ?? request.url);
				if (!url.searchParams.has('session') && url.pathname === '/') {
					this.probes += 1;
					throw new TransferError(this.takesPages ? 'url-expired' : 'network');
				}
				const number = Number(url.searchParams.get('part'));
				const part = { ...request, number, expiresAt: 0 };
				this.progress = (bytes) => onProgress?.(bytes);
				const fault = this.onPut(part, ++this.puts);
				if (fault === 'crash') this.crash();
				if (!alive()) return never();
				if (fault instanceof Error) throw fault;
				await this.carry?.(request.body, options);
				const answer = await this.memory.put(
					part,
					new Uint8Array(await request.body.arrayBuffer())
				);
				this.stored.push(number);
				if (fault === 'crash-after-store') this.crash();
				if (!alive()) return never();
				signal.throwIfAborted();
				if (fault === 'store-then-lose-answer') throw new TransferError('network');
				return answer;
			}
		};
		return {
			clock: this.clock,
			store: mortal(this.store, alive),
			flight: { record: (event) => void this.flight.push(event) },
			sources: handleSources(async (id) => {
				const file = this.files.get(id);
				return file ? { id, file } : this.roots?.get(id);
			}),
			fileHasher: mortal(fileHasher, alive),
			partHasher: mortal(nodeHasher(), alive),
			twins: { row: (id) => this.queue.entry(id)?.upload, kinds: () => ['md5', 'sha1'] },
			transport,
			ways: new Ways({
				clock: this.clock,
				store: this.store,
				reaches: async () => this.answersOpaquely,
				relay: () => ({ on: true })
			}),
			hostGate: gates(6),
			hosts: new Hosts(this.clock, () => 6),
			lines: this.lines,
			drive: () => mortal(this.drive, alive),
			folders: this.#folders,
			checkName,
			checkConnection: async () => this.connection,
			partsPerFile: () => this.partsPerFile,
			bandwidth: () => this.bandwidth,
			goodput: this.goodput,
			wish: () => this.wish,
			parallel: {
				wanted: () => this.wantsParallel,
				refused: () => void (this.wantsParallel = false)
			},
			maxFileSize: () => this.maxFileSize,
			rowsBeside: () => this.rowsBeside
		};
	}
}

/** mortal makes every method of a dead life hang for ever, as a killed process does. */
function mortal<T extends object>(target: T, alive: () => boolean): T {
	return new Proxy(target, {
		get(object, name) {
			const value: unknown = Reflect.get(object, name);
			if (typeof value !== 'function') return value;
			return async (...args: unknown[]) => {
				if (!alive()) return never();
				const result: unknown = await (value as (...a: unknown[]) => unknown).apply(object, args);
				return alive() ? result : never();
			};
		}
	});
}
