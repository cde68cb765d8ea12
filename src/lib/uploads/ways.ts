/**
 * Ways: how this page reaches each storage host, directly or through our own relay, and what it
 * remembers of that. object-storage.md §16.3
 */
import type { PresignedPart, Traits } from '../drives/drive';
import { RELAY_HEADERS, RELAY_PATH, type RelaySetting } from '../drives/wire';
import type { Clock } from '../kernel/clock';
import { TransferError } from '../kernel/errors';
import type { SessionStore } from '../sessions/session-store';

export type Way = 'direct' | 'relay';

export interface WaysDoors {
	readonly clock: Clock;
	readonly store: Pick<SessionStore, 'setting' | 'saveSetting'>;
	/** Whether a host answers anything at all. */
	readonly reaches: (origin: string) => Promise<boolean>;
	/** What our server said of its relay. */
	readonly relay: () => RelaySetting;
}

/** Unread: a part sent directly, to whose PUT the browser shows no answer. */
export interface Unread {
	readonly part: PresignedPart;
	/** Milliseconds since the epoch. */
	readonly startedAt: number;
	/** Bytes of the body that had left when it failed. */
	readonly sent: number;
	/** Bytes of the body. */
	readonly size: number;
}

/** Memory is what is stored of a host, by its origin. */
interface Memory {
	readonly way: Way;
	/** Milliseconds since the epoch. */
	readonly at: number;
}

interface Host extends Memory {
	/** Whether `way` has worked: only then it is stored. */
	readonly proven: boolean;
	/** Whether pages were let through before: then one failure does not mean that they are not. */
	readonly open: boolean;
	/** Failures in a row that look like a refusal. */
	readonly strikes: number;
	readonly struckAt: number;
}

const KEY = 'ways';
/** A storage host may learn to let pages in: after a day it is tried directly again. */
const RELAY_MS = 24 * 60 * 60 * 1000;
const MANY_STRIKES = 3;

export class Ways {
	readonly #doors: WaysDoors;
	readonly #hosts = new Map<string, Host>();
	/** The host that a drive used last, as the next one is likely to be the same. */
	readonly #last = new Map<string, string>();

	constructor(doors: WaysDoors) {
		this.#doors = doors;
	}

	/** load takes over what earlier visits learned. */
	async load(): Promise<void> {
		const known = (await this.#doors.store.setting<Record<string, Memory>>(KEY)) ?? {};
		for (const [origin, { way, at }] of Object.entries(known)) {
			const host = { ...unknownHost, way, at, proven: true, open: way === 'direct' };
			this.#hosts.set(origin, host);
		}
	}

	/** fits tells whether a part goes the way that its host is known to need now. */
	fits(part: PresignedPart): boolean {
		return this.#wayOf(originOf(part)) === (isRelayed(part) ? 'relay' : 'direct');
	}

	/** likely guesses the way that a drive's next parts need, before their host is known. */
	likely(traits: Traits): Way {
		const last = this.#last.get(keyOf(traits));
		return last === undefined ? 'direct' : this.#wayOf(last);
	}

	/** uses notes where a drive's parts lead, for `likely`. */
	uses(traits: Traits, part: PresignedPart): void {
		this.#last.set(keyOf(traits), originOf(part));
	}

	/** maxPart gives the most bytes that a part of this drive may have, where its way has a limit. */
	maxPart(traits: Traits): number | undefined {
		return this.likely(traits) === 'relay' ? this.#doors.relay().maxBody : undefined;
	}

	/** refuseLarge rejects `cors-refused` for a body that the relay would not take, before it is sent. */
	refuseLarge(part: PresignedPart, size: number): void {
		const { maxBody = Infinity } = this.#doors.relay();
		if (!isRelayed(part) || size <= maxBody) return;
		const detail = `a part of ${size} bytes, RELAY_MAX_BODY is ${maxBody}`;
		throw new TransferError('cors-refused', { detail });
	}

	/** arrived: storage took the part. What went well is remembered. */
	arrived(part: PresignedPart): void {
		const before = this.#host(originOf(part));
		const relayed = isRelayed(part);
		// The relay may have been given up meanwhile; what came through directly needs no relay.
		if (relayed && before.way === 'direct') return;
		const known = before.proven && relayed === (before.way === 'relay');
		if (known && before.strikes === 0) return;
		const way = relayed ? 'relay' : 'direct';
		const at = known ? before.at : this.#doors.clock.now();
		this.#change(part, { way, at, proven: true, open: !relayed || before.open, strikes: 0 });
		if (!known) this.#save();
	}

	/** isNew tells whether nothing is known yet of the host that a part goes to directly. */
	isNew(part: PresignedPart): boolean {
		const { open, proven } = this.#host(originOf(part));
		return !isRelayed(part) && !open && !proven;
	}

	/** answered: storage refused the part in words that the page can read, so it lets pages in. */
	answered(part: PresignedPart): void {
		if (!isRelayed(part)) this.#change(part, { open: true, strikes: 0 });
	}

	/** unreached: the relay could not reach storage either, so a first try of it proves nothing. */
	unreached(part: PresignedPart): void {
		const { way, proven } = this.#host(originOf(part));
		if (way === 'relay' && !proven) {
			this.#change(part, { way: 'direct', open: true, strikes: 0 });
		}
	}

	/**
	 * judge decides what an answer that the page can't read means: a broken connection, a host that
	 * does not let pages in and is reached by the relay from now on, or one that can't be reached.
	 */
	async judge({ part, startedAt, sent, size }: Unread): Promise<'network' | 'relay' | 'refused'> {
		const origin = originOf(part);
		// A browser sends no byte before the host has agreed, so this one did: the line broke.
		if (sent > 0) this.#change(part, { open: true });
		if (sent > 0 && sent < size) return 'network';
		if (!(await this.#doors.reaches(origin))) return 'network';
		if (this.#wayOf(origin) === 'relay') return 'relay';
		const host = this.#host(origin);
		// Parts that were on their way together fail together: that counts once.
		const counts = startedAt >= host.struckAt;
		const strikes = host.strikes + (counts ? 1 : 0);
		if (counts) this.#change(part, { strikes, struckAt: this.#doors.clock.now() });
		if (strikes < (host.open ? MANY_STRIKES : 1)) return 'network';
		if (!this.#doors.relay().on) return sent === 0 ? 'refused' : 'network';
		this.#change(part, { way: 'relay', at: this.#doors.clock.now(), proven: false, strikes: 0 });
		return 'relay';
	}

	#wayOf(origin: string): Way {
		return this.#doors.relay().on ? this.#host(origin).way : 'direct';
	}

	#host(origin: string): Host {
		const host = this.#hosts.get(origin) ?? unknownHost;
		const over = host.way === 'relay' && this.#doors.clock.now() - host.at >= RELAY_MS;
		return over ? unknownHost : host;
	}

	#change(part: PresignedPart, change: Partial<Host>): void {
		const origin = originOf(part);
		this.#hosts.set(origin, { ...this.#host(origin), ...change });
	}

	#save(): void {
		const proven = [...this.#hosts].filter(([, host]) => host.proven);
		const known = proven.map(([origin, { way, at }]) => [origin, { way, at }] as const);
		// Forgetting it costs one refused request: not worth failing an upload for.
		this.#doors.store.saveSetting(KEY, Object.fromEntries(known)).catch(() => {});
	}
}

const unknownHost: Host = {
	way: 'direct',
	at: 0,
	proven: false,
	open: false,
	strikes: 0,
	struckAt: 0
};

/** isRelayed tells whether a part goes through our own server. */
export function isRelayed(part: PresignedPart): boolean {
	return part.url === RELAY_PATH;
}

/** laneOf names what a part's request stands in line for: its storage host, or our own server. */
export function laneOf(part: PresignedPart): string {
	return isRelayed(part) ? RELAY_PATH : new URL(part.url).host;
}

/** routeOf names what fails together: a storage host, by the way that its parts go. */
export function routeOf(part: PresignedPart): string {
	return isRelayed(part) ? `${RELAY_PATH} ${originOf(part)}` : laneOf(part);
}

/** originOf gives the origin of the storage that a part ends up at, whichever way it goes. */
function originOf(part: PresignedPart): string {
	return isRelayed(part) ? (part.headers[RELAY_HEADERS.storage] ?? '') : new URL(part.url).origin;
}

function keyOf({ drive, flavour }: Traits): string {
	return `${drive}-${flavour}`;
}
