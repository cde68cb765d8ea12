import { createHash, type Hash } from 'node:crypto';
import type { DigestKind } from '../../src/lib/drives/drive';
import type {
	HashedFile,
	HashedPart,
	Hasher,
	HashFileOptions,
	HashOptions,
	HashPartOptions,
	HashState
} from '../../src/lib/hashing/hasher';
import type { ByteRange } from '../../src/lib/kernel/bytes';
import { TransferError } from '../../src/lib/kernel/errors';
import {
	STRIPE_BYTES,
	STRIPE_SUM_BYTES,
	wholeStripes,
	type Stripes
} from '../../src/lib/kernel/stripes';
import type { Life } from './life';
import { Copied, DiskFile } from './sim-disk';

/** Reads that a blob is divided into; those of a longer one end where stripes do. */
const READS = 3;

/** States that were saved: what hash-wasm writes down is here the place in this list. */
const saved: Hash[] = [];

/** SimHasher: the hash workers of one life. They read in steps, between which anything may happen. */
export class SimHasher implements Hasher {
	readonly #life: Life;

	constructor(life: Life) {
		this.#life = life;
	}

	async digest(blob: Blob, kinds: readonly DigestKind[], options: HashOptions) {
		return (await this.hashFile(blob, kinds, options)).digests;
	}

	async hashFile(
		file: Blob,
		kinds: readonly DigestKind[],
		{ from, onSave, onProgress, signal }: HashFileOptions
	): Promise<HashedFile> {
		let state: HashState = { ...from };
		let stripes = new StripesOf(undefined);
		const digests = kinds.map(async (kind, index) => {
			const before = from?.[kind];
			const hash = before ? saved[placeOf(before.state)]!.copy() : createHash(kind);
			const sums = index === 0 ? (stripes = new StripesOf(before?.stripes)) : undefined;
			for await (const { bytes, end } of this.#read(file, signal, before?.bytes)) {
				hash.update(bytes);
				sums?.update(bytes);
				onProgress?.(end);
				if (!onSave || end % STRIPE_BYTES !== 0) continue;
				const now = { bytes: end, state: placed(hash), ...(sums && { stripes: sums.sums() }) };
				state = { ...state, [kind]: now };
				if (this.#life.alive) onSave(state);
			}
			return [kind, hash.digest('hex')] as const;
		});
		return { digests: Object.fromEntries(await Promise.all(digests)), stripes: stripes.end() };
	}

	async hashPart(file: Blob, range: ByteRange, options: HashPartOptions): Promise<HashedPart> {
		const whole = wholeStripes(range, file.size);
		const sums = new StripesOf(undefined);
		const inside: Uint8Array[] = [];
		for await (const { bytes, end } of this.#read(
			file.slice(whole.start, whole.end),
			options.signal
		)) {
			sums.update(bytes);
			const start = whole.start + end - bytes.length;
			const [from, to] = [range.start - start, range.end - start];
			inside.push(bytes.slice(Math.max(0, from), Math.max(0, to)));
			options.onProgress?.(end);
		}
		const part = new Uint8Array(Buffer.concat(inside));
		const md5 = createHash('md5').update(part).digest('hex');
		return { md5, stripes: sums.end(), ...(options.copy && { copy: new Copied(part) }) };
	}

	async checksum(blob: Blob, options: HashOptions): Promise<Stripes> {
		const sums = new StripesOf(undefined);
		for await (const { bytes, end } of this.#read(blob, options.signal)) {
			sums.update(bytes);
			options.onProgress?.(end);
		}
		return sums.end();
	}

	async *#read(blob: Blob, signal: AbortSignal, from = 0) {
		if (!(blob instanceof DiskFile)) throw new Error('only files of the simulated disk are hashed');
		const { world, clock } = this.#life;
		const third = Math.ceil(blob.size / READS);
		const stripes = Math.ceil(third / STRIPE_BYTES) * STRIPE_BYTES;
		const each = Math.max(1, third > STRIPE_BYTES ? stripes : third);
		for (let start = from; start < blob.size;) {
			world.step('hash');
			await clock.sleep(1 + 4 * clock.random(), signal);
			const end = Math.min(start + each, blob.size);
			yield { bytes: readAs(blob, start, end), end };
			start = end;
		}
	}
}

/** StripesOf sums stripes as they come; which checksum it is nobody can tell. */
class StripesOf {
	readonly #sums: Uint8Array[];
	#hash = createHash('sha1');
	#filled = 0;

	constructor(known: Stripes | undefined) {
		this.#sums = known ? [known] : [];
	}

	update(bytes: Uint8Array): void {
		for (let start = 0; start < bytes.length;) {
			const some = bytes.subarray(start, start + STRIPE_BYTES - this.#filled);
			this.#hash.update(some);
			this.#filled += some.length;
			start += some.length;
			if (this.#filled === STRIPE_BYTES) this.#close();
		}
	}

	sums(): Uint8Array {
		return new Uint8Array(Buffer.concat(this.#sums));
	}

	end(): Uint8Array {
		if (this.#filled > 0) this.#close();
		return this.sums();
	}

	#close(): void {
		this.#sums.push(this.#hash.digest().subarray(0, STRIPE_SUM_BYTES));
		this.#hash = createHash('sha1');
		this.#filled = 0;
	}
}

function placed(hash: Hash): Uint8Array {
	saved.push(hash.copy());
	return new TextEncoder().encode(String(saved.length - 1));
}

function placeOf(state: Uint8Array): number {
	return Number(new TextDecoder().decode(state));
}

/** readAs reads with the errors of the hash workers. */
function readAs(blob: DiskFile, start: number, end: number): Uint8Array {
	try {
		return blob.read(start, end);
	} catch (cause) {
		const name = cause instanceof DOMException ? cause.name : '';
		if (name === 'NotReadableError') throw new TransferError('source-changed', { cause });
		if (name === 'NotFoundError') throw new TransferError('source-missing', { cause });
		throw cause;
	}
}
