/**
 * Shared pass: a file that goes to several targets is read and hashed once, for the digests that any of
 * their drives wants. Its rows know each other as `Upload.twins`.
 */
import type { DigestKind, Digests } from '../drives/drive';
import { isWhole } from '../kernel/stripes';
import type { SessionStore } from '../sessions/session-store';
import type { Identity } from '../sources/source';
import type { Hashed } from './hash-source';
import { isFinal } from './transition';
import type { Upload } from './upload';

/** Pass: one reading that is under way. */
interface Pass {
	readonly kinds: readonly DigestKind[];
	readonly hashed: Promise<Hashed>;
	/** Told the bytes read so far. */
	readonly listeners: Set<(bytes: number) => void>;
}

/** Twins: what a shared pass must know of the other rows. */
export interface Twins {
	/** A row as it is now; undefined when it was removed. */
	row(id: string): Upload | undefined;
	/** Digests that an account's drive wants. */
	kinds(accountId: string): readonly DigestKind[];
}

/** Reading: how a row reads its file, when it has to. */
export interface Reading {
	readonly store: Pick<SessionStore, 'hashing'>;
	readonly signal: AbortSignal;
	readonly onProgress: (bytes: number) => void;
	/** Reads for these digests, and tells others of its progress besides. */
	read(kinds: readonly DigestKind[], tell: (bytes: number) => void): Promise<Hashed>;
}

export class SharedPasses {
	readonly #twins: Twins;
	readonly #passes = new Map<string, Pass>();
	/** What rows that have not begun will want, by row: a twin that is done keeps no stripes. */
	readonly #ready = new Map<string, Hashed & { readonly identity: Identity }>();

	constructor(twins: Twins) {
		this.#twins = twins;
	}

	/**
	 * hash gives what a twin has hashed already, or joins the pass of one that is at it, or leads one
	 * with `read`: for `own` digests and those that unfinished twins will want. A pass that fails under
	 * its leader is begun anew by whoever joined it. Rejects as `read`, and when `signal` aborts.
	 */
	async hash(upload: Upload, own: readonly DigestKind[], reading: Reading): Promise<Hashed> {
		const known = await this.#known(upload, own, reading.store);
		if (known) return known;
		for (;;) {
			const pass = this.#joinable(upload, own);
			if (!pass) return this.#lead(upload, own, reading);
			const hashed = await join(pass, reading);
			if (hashed) return hashed;
		}
	}

	async #lead(upload: Upload, own: readonly DigestKind[], { read }: Reading): Promise<Hashed> {
		const kinds = this.#wanted(upload, own);
		const listeners: Pass['listeners'] = new Set();
		const hashed = read(kinds, (bytes) => listeners.forEach((listener) => listener(bytes)));
		this.#passes.set(upload.id, { kinds, hashed, listeners });
		try {
			const { identity } = upload;
			for (const { id } of this.#waiting(upload)) {
				this.#ready.set(id, { ...(await hashed), identity });
			}
			return await hashed;
		} finally {
			this.#passes.delete(upload.id);
		}
	}

	#joinable(upload: Upload, own: readonly DigestKind[]): Pass | undefined {
		for (const { id } of this.#of(upload)) {
			const pass = this.#passes.get(id);
			if (pass && own.every((kind) => pass.kinds.includes(kind))) return pass;
		}
		return undefined;
	}

	#wanted(upload: Upload, own: readonly DigestKind[]): readonly DigestKind[] {
		const theirs = this.#waiting(upload).flatMap((twin) => this.#twins.kinds(twin.accountId));
		return [...new Set([...own, ...theirs])];
	}

	#waiting(upload: Upload): readonly Upload[] {
		return this.#of(upload).filter((twin) => !isFinal(twin.status) && !twin.digests);
	}

	async #known(
		upload: Upload,
		own: readonly DigestKind[],
		store: Reading['store']
	): Promise<Hashed | undefined> {
		const ready = this.#ready.get(upload.id);
		this.#ready.delete(upload.id);
		if (ready && same(ready.identity, upload.identity) && hasAll(ready.digests, own)) return ready;
		for (const { id, identity, digests } of this.#of(upload)) {
			if (!digests || !hasAll(digests, own)) continue;
			const hashing = await store.hashing(id);
			if (!hashing || hashing.state || !isWhole(hashing.stripes, identity.size)) continue;
			if (same(hashing.identity, upload.identity)) return { digests, stripes: hashing.stripes };
		}
		return undefined;
	}

	/** Twins that read the same file: one that was given another one since does not. */
	#of({ twins = [], source, identity }: Upload): readonly Upload[] {
		return twins.flatMap((id) => {
			const twin = this.#twins.row(id);
			if (!twin || twin.source.rootId !== source.rootId) return [];
			return same(twin.identity, identity) ? [twin] : [];
		});
	}
}

function hasAll(digests: Digests, kinds: readonly DigestKind[]): boolean {
	return kinds.every((kind) => digests[kind] !== undefined);
}

function same(a: Identity, b: Identity): boolean {
	return a.size === b.size && a.lastModified === b.lastModified;
}

const passes = new WeakMap<Twins, SharedPasses>();

/** sharedPasses gives an engine's passes: made here, so that only what uploads loads them. */
export function sharedPasses(twins: Twins): SharedPasses {
	let made = passes.get(twins);
	if (!made) passes.set(twins, (made = new SharedPasses(twins)));
	return made;
}

/** join waits for another row's pass. Undefined when that failed. */
async function join(
	{ hashed, listeners }: Pass,
	{ onProgress, signal }: Reading
): Promise<Hashed | undefined> {
	listeners.add(onProgress);
	try {
		return await Promise.race([hashed.catch(() => undefined), aborted(signal)]);
	} finally {
		listeners.delete(onProgress);
	}
}

function aborted(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		const reason = () => reject(signal.reason as Error);
		if (signal.aborted) reason();
		else signal.addEventListener('abort', reason, { once: true });
	});
}
