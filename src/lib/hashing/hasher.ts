import type { DigestKind, Digests } from '../drives/drive';
import { MiB, type ByteRange } from '../kernel/bytes';
import type { Stripes } from '../kernel/stripes';

/** SavedDigest: a digest that is not finished. `state` is hash-wasm's own and may not outlive it. */
export interface SavedDigest {
	/** Bytes digested so far, whole stripes. */
	readonly bytes: number;
	readonly state: Uint8Array;
	/** Stripes of these bytes, where this digest's pass makes them. */
	readonly stripes?: Stripes | undefined;
}

/** HashState: where a pass over a whole file stands, by digest: each is read by a worker of its own. */
export type HashState = Readonly<Partial<Record<DigestKind, SavedDigest>>>;

export interface HashOptions {
	readonly signal: AbortSignal;
	/** Bytes read so far, of the slowest digest. */
	readonly onProgress?: ((bytes: number) => void) | undefined;
}

export interface HashFileOptions extends HashOptions {
	/** Where an earlier pass over the same bytes stopped. */
	readonly from?: HashState | undefined;
	/** Told every SAVE_BYTES: what `from` needs to go on there. */
	readonly onSave?: ((state: HashState) => void) | undefined;
}

/** A pass can be continued at least this often, in bytes. */
export const SAVE_BYTES = 256 * MiB;

export interface HashedFile {
	readonly digests: Digests;
	readonly stripes: Stripes;
}

export interface HashedPart {
	/** Digest of the range alone, lower-case hex. */
	readonly md5: string;
	/** Checksums of every stripe that the range touches, in order. */
	readonly stripes: Stripes;
	/** The range's bytes as they were read, kept by the browser apart from the file. */
	readonly copy?: Blob | undefined;
}

export interface HashPartOptions extends HashOptions {
	/** Whether to give a copy: what is sent from it is what was digested, whatever the file does. */
	readonly copy?: boolean | undefined;
}

/** Hasher digests Blobs off the main thread. Rejects with `source-changed` or `source-missing`. */
export interface Hasher {
	/** digest computes all kinds in one pass over the Blob. */
	digest(blob: Blob, kinds: readonly DigestKind[], options: HashOptions): Promise<Digests>;
	/** hashFile is digest with the file's Stripes, and can go on where an earlier pass stopped. */
	hashFile(file: Blob, kinds: readonly DigestKind[], options: HashFileOptions): Promise<HashedFile>;
	/** hashPart reads whole stripes, a little more than the range where that cuts one. */
	hashPart(file: Blob, range: ByteRange, options: HashPartOptions): Promise<HashedPart>;
	/** checksum gives the Stripes of a Blob that starts where a stripe does. */
	checksum(blob: Blob, options: HashOptions): Promise<Stripes>;
}
