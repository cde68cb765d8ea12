/** Run: one seeded history of a few uploads, from the drop to the last look at the drive. */
import { commands } from '../../src/lib/engine/commands';
import { createEngine } from '../../src/lib/engine/create-engine';
import type { Target } from '../../src/lib/engine/engine-api';
import { generate } from '../../src/sandbox/admin/generate';
import type { Violation } from './checks';
import { happen } from './happen';
import { Life, starting } from './life';
import { scenarioOf, type Scenario } from './scenario';
import { simulateCrypto } from './sim-crypto';
import { SimFile } from './sim-disk';
import type { Upload } from '../../src/lib/uploads/upload';
import { SimXhr } from './sim-xhr';
import { untruthOf } from './truth';
import { World } from './world';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Sabotage: one piece that is broken on purpose, to see the checks find it. */
export interface Sabotage {
	readonly scenario?: (scenario: Scenario) => Scenario;
	readonly world?: (world: World) => void;
	readonly life?: (life: Life) => void;
}

/** Run holds one history while it happens. */
export class Run {
	readonly world: World;
	readonly scenario: Scenario;
	readonly sabotage: Sabotage;
	readonly lives: Life[] = [];
	target!: Target;
	/** What is to be done at the next moment of rest, outside of any life. */
	readonly todo: (() => Promise<void>)[] = [];
	/** What rows said of themselves that was not so. */
	readonly untrue: Violation[] = [];
	/** A life that will begin. */
	awaited = false;

	constructor(seed: number, sabotage: Sabotage = {}) {
		this.world = new World(seed);
		const drawn = scenarioOf(this.world.chance);
		this.scenario = sabotage.scenario?.(drawn) ?? drawn;
		this.sabotage = sabotage;
		sabotage.world?.(this.world);
	}

	/** The newest life, as long as it lasts. */
	get life(): Life | undefined {
		const last = this.lives.at(-1);
		return last?.alive ? last : undefined;
	}

	/** begin starts an engine over what the ones before have left. */
	async begin(): Promise<void> {
		const { world, scenario } = this;
		const { time, network, storage } = world;
		const wish = { partSize: scenario.partSize, singlePut: scenario.singlePut };
		const life = new Life(`life ${this.lives.length + 1}`, (self) => {
			const clock = time.clockOf(self);
			return {
				clock,
				store: storage.open(self, clock),
				fetch: network.fetchOf(self),
				world: { step: (what) => world.step(self, what), wish, storage: network }
			};
		});
		for (const before of this.lives) before.superseded = true;
		this.lives.push(life);
		this.awaited = false;
		world.note(`${life.name} begins`);
		starting(life);
		const createHashWorker = () => {
			throw new Error('the simulation has its own hasher');
		};
		const engine = createEngine({ clock: life.clock, createHashWorker, onOutdated() {} });
		life.commands = commands(() => engine);
		engine.then(
			(made) => {
				life.engine = made;
				this.sabotage.life?.(life);
				if (network.offline) made.connectivity.networkChanged(false);
			},
			(error: unknown) => (life.failed = error)
		);
		await time.pass(() => Boolean(life.engine ?? life.failed) || !life.alive, HOUR_MS);
	}

	/** fileOf finds the file that a row is about. */
	async fileOf({ source }: Pick<Upload, 'source'>): Promise<SimFile | undefined> {
		const handle = (await this.world.storage.disk.root(source.rootId))?.handle;
		return this.world.files.find((one) => one.handle === handle);
	}

	/** listen takes down what rows say that is not so. */
	async listen(): Promise<void> {
		for (const { upload } of this.life?.engine?.queue.entries() ?? []) {
			const what = untruthOf(this, upload, await this.fileOf(upload));
			if (what !== undefined) this.untrue.push({ name: 'row-untrue', what });
		}
	}

	/** rest lets things happen until nothing more happens by itself. */
	async rest(): Promise<void> {
		const { time } = this.world;
		for (;;) {
			const called = await time.pass(() => this.todo.length > 0, 3 * HOUR_MS);
			if (!called && !this.awaited) return;
			await this.todo.shift()?.();
			await this.drop();
		}
	}

	/** prepare connects an account and fills the drive, while all is well. */
	async prepare(): Promise<void> {
		const { world, scenario } = this;
		await world.configure(scenario.switches);
		await this.begin();
		const [drive, flavour] = scenario.flavour.split('-');
		const account = () =>
			this.life?.engine?.accounts.views().find((one) => {
				return one.drive === drive && one.flavour === flavour;
			});
		await world.time.pass(() => account() !== undefined, HOUR_MS);
		const { id: accountId } = account()!;
		this.target = { accountId, folderId: '', folderPath: '/' };
		const { conflict, parallelParts } = scenario;
		await world.time.through(this.life!.engine!.setSettings({ conflict, parallelParts }));
		for (const [index, { name, size, known }] of scenario.files.entries()) {
			const seed = `known ${index}`;
			const bytes = known ? bytesOf(size, seed) : world.chance.bytes(size);
			// No two files are of one time: who drops them again means that very one.
			world.files.push(new SimFile(name, bytes, world.time.now - (index + 1) * MINUTE_MS));
			if (!known) continue;
			await world.admin('seed', { drive, path: `/elsewhere/${index}`, size, seed });
		}
		for (const name of new Set(scenario.taken)) {
			await world.admin('seed', { drive, path: `/${name}`, size: 77, seed: `taken ${name}` });
		}
		await world.configure(scenario.trouble);
		await world.faults(scenario.faults);
	}

	/** drop gives the engine every file that it does not show yet, as a person would. */
	async drop(): Promise<void> {
		const { life, world } = this;
		if (!life?.commands || !life.engine) return;
		const shown = new Set<unknown>();
		for (const { upload } of life.engine.queue.entries()) {
			shown.add((await world.storage.disk.root(upload.source.rootId))?.handle);
		}
		const missing = world.files.flatMap((file, index) => {
			const { folders } = this.scenario.files[index]!;
			return shown.has(file.handle) || !file.now ? [] : [{ file, folders }];
		});
		if (missing.length === 0) return;
		const incoming = await Promise.all(
			missing.map(async ({ file: { handle }, folders }) => {
				return { file: await handle.getFile(), handle, folders };
			})
		);
		world.note(`drops ${missing.length}`);
		life.commands.enqueue(incoming, this.target).catch((error: unknown) => {
			world.note(`the drop failed: ${String(error)}`);
		});
	}

	/** arm lets the planned things happen from now on, by steps. */
	arm(): void {
		const { world, scenario } = this;
		const base = world.steps;
		const planned = [...scenario.happenings];
		world.onStep = (life) => {
			while (planned[0] && world.steps - base >= planned[0].at) {
				happen(this, planned.shift()!);
				if (!life.alive) return;
			}
		};
	}
}

function bytesOf(size: number, seed: string): Uint8Array<ArrayBuffer> {
	return new Uint8Array(Buffer.concat([...generate(size, seed)]));
}

/** simulating runs `body` with the globals of a browser, and crypto by the run's own luck. */
export async function simulating<T>(run: Run, body: () => Promise<T>): Promise<T> {
	const { world } = run;
	const restore = simulateCrypto(world.time, world.chance);
	const globals = globalThis as { XMLHttpRequest?: unknown };
	globals.XMLHttpRequest = SimXhr;
	world.open();
	try {
		return await body();
	} finally {
		for (const life of run.lives) life.alive = false;
		delete globals.XMLHttpRequest;
		restore();
		await world.services.close();
	}
}
