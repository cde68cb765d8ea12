import type { PartWish } from '../../src/lib/drives/drive';
import type { Engine } from '../../src/lib/engine/create-engine';
import type { Commands } from '../../src/lib/engine/tab-channel';
import type { Clock } from '../../src/lib/kernel/clock';
import type { KeptStore } from '../../src/lib/sessions/kept-store';
import type { Mortal } from './sim-time';

/** never is what the dead hear. */
export const never = () => new Promise<never>(() => {});

/** Life: one engine from its start until its page is closed, killed or crashed. */
export class Life implements Mortal {
	readonly name: string;
	alive = true;
	/** Another engine has claimed the store: this one just has not noticed yet. */
	superseded = false;
	frozenUntil = 0;
	readonly clock: Clock;
	readonly store: KeptStore;
	readonly fetch: typeof fetch;
	/** What its requests to storage go through. */
	readonly world: LifeWorld;
	engine: Engine | undefined;
	commands: Commands | undefined;
	/** Why its engine did not start. */
	failed: unknown;

	constructor(
		name: string,
		make: (life: Life) => Pick<Life, 'clock' | 'store' | 'fetch' | 'world'>
	) {
		this.name = name;
		({ clock: this.clock, store: this.store, fetch: this.fetch, world: this.world } = make(this));
	}

	/** lives gives an outcome to the living alone. */
	async lives<T>(outcome: Promise<T>): Promise<T> {
		try {
			const value = await outcome;
			return this.alive ? value : await never();
		} catch (error) {
			if (!this.alive) return never();
			throw error;
		}
	}
}

/** LifeWorld: what a life needs of the world besides its doors. */
export interface LifeWorld {
	/** Something happens in this life, now: a crash may come of it. */
	step(what: string): void;
	/** What the person wishes of part sizes. */
	readonly wish: PartWish;
	/** A request to storage, as XMLHttpRequest sends it. */
	readonly storage: StorageLine;
}

/** StorageLine carries one request of a page to storage or to the relay. */
export interface StorageLine {
	send(life: Life, request: LineRequest): LineCall;
}

export interface LineRequest {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Blob;
	readonly onProgress: (bytes: number) => void;
}

export interface LineAnswer {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
}

export interface LineCall {
	/** Undefined: an error of which a page is told nothing. */
	readonly answer: Promise<LineAnswer | undefined>;
	abort(): void;
}

/** The life that is being started, and which life a Clock belongs to. */
const started: { life: Life | undefined } = { life: undefined };
const byClock = new WeakMap<Clock, Life>();

/** starting says whose engine is composed next: its modules ask for `livingOne` and `lifeOf`. */
export function starting(life: Life): void {
	started.life = life;
	byClock.set(life.clock, life);
}

export function livingOne(): Life {
	if (!started.life) throw new Error('no life has been started');
	return started.life;
}

export function lifeOf(clock: Clock): Life {
	return byClock.get(clock) ?? livingOne();
}
