/** World: everything of one run that outlives its engines. */
import { createProxy, type ProxyEnv } from '../../src/lib/server/proxy';
import type { RelaySetting } from '../../src/lib/drives/wire';
import { API_VERSION } from '../../src/lib/drives/wire';
import type { Clock } from '../../src/lib/kernel/clock';
import { newDevice } from '../../src/lib/server/device';
import type { FileRow } from '../../src/sandbox/admin/drive-admin';
import { Disk } from '../../src/sandbox/disk';
import type { Fault, FaultRow } from '../../src/sandbox/faults';
import { createServices, type Services } from '../../src/sandbox/sandbox';
import { Chance } from './chance';
import { deliver } from './exchange';
import type { Life } from './life';
import { API, Network, STORAGE } from './network';
import type { SimFile } from './sim-disk';
import { SimStorage } from './sim-storage';
import { SimTime, type Mortal } from './sim-time';

const RELAY: RelaySetting = { on: true };

/** Everything but lives lasts as long as the run. */
const lasting = (name: string): Mortal => ({ name, alive: true });

export class World {
	readonly chance: Chance;
	readonly time: SimTime;
	readonly network: Network;
	readonly storage = new SimStorage();
	readonly services: Services;
	readonly files: SimFile[] = [];
	/** What happened, in order, for whoever replays a failure. */
	readonly trace: string[] = [];
	readonly owners = {
		services: lasting('services'),
		server: lasting('server'),
		network: lasting('network'),
		person: lasting('person')
	};
	readonly personClock: Clock;
	/** Steps that engines have taken. */
	steps = 0;
	/** Told of every step: a crash may come of it. */
	onStep: (life: Life) => void = () => {};

	constructor(seed: number) {
		this.chance = new Chance(seed);
		this.time = new SimTime(this.chance);
		const clockOf = (owner: Mortal) => this.time.clockOf(owner);
		this.personClock = clockOf(this.owners.person);
		this.services = createServices(Disk.inMemory(), clockOf(this.owners.services));
		this.services.tell({ origin: API.origin, storageOrigin: STORAGE.origin });
		const line = clockOf(this.owners.network);
		this.network = new Network(line, this.chance, (what) => this.note(`  > ${what}`));
	}

	/** open puts our server between page and services; global crypto is the run's own by then. */
	open(): void {
		const env: ProxyEnv = {
			secretKey: 'a secret key of the simulation',
			sandboxOrigin: API.origin,
			sandboxStorageOrigin: STORAGE.origin,
			clock: this.time.clockOf(this.owners.server),
			fetch: this.network.serverFetch,
			relay: RELAY
		};
		this.network.far = {
			...this.services,
			proxy: createProxy(env),
			device: newDevice(),
			config: { apiVersion: API_VERSION, sandbox: true, hasPan115ClientId: false, relay: RELAY }
		};
	}

	note(what: string): void {
		this.trace.push(`${(this.time.elapsed / 1000).toFixed(3).padStart(10)} ${what}`);
	}

	/** step is taken by a life; when it returns, that life may be over. */
	step(life: Life, what: string): void {
		if (!life.alive) return;
		this.steps += 1;
		this.note(`${life.name} ${this.steps} ${what}`);
		this.onStep(life);
	}

	/** Admin calls of the sandbox; they take no time. */
	async admin<T>(call: string, body?: unknown): Promise<T> {
		const url = new URL(`/_sandbox/${call}`, API);
		const method = body === undefined ? 'GET' : 'POST';
		const delivery = deliver(this.services.api, { method, url, headers: {} });
		if (body !== undefined) delivery.push(Buffer.from(JSON.stringify(body)));
		delivery.end();
		const { status, bytes } = await delivery.told;
		if (status !== 200) throw new Error(`${call}: ${status} ${bytes.toString()}`);
		return JSON.parse(bytes.toString()) as T;
	}

	configure(switches: object): Promise<unknown> {
		return this.admin('config', switches);
	}

	faults(list?: readonly Fault[]): Promise<readonly FaultRow[]> {
		return this.admin('faults', list);
	}

	/** remoteFiles lists what the drives have, the bin left out. */
	async remoteFiles(drive: string): Promise<readonly FileRow[]> {
		const rows = await this.admin<readonly FileRow[]>(`files?drive=${drive}`);
		return rows.filter(({ trashed }) => !trashed);
	}
}
