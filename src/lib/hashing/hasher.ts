import type { DigestKind, Digests } from '../drives/drive';

export interface HashOptions {
	readonly signal: AbortSignal;
	/** Bytes read so far, of the slowest digest. */
	readonly onProgress?: (bytes: number) => void;
}

/** Hasher digests Blobs off the main thread. Rejects with `source-changed` or `source-missing`. */
export interface Hasher {
	/** digest computes all kinds in one pass over the Blob. */
	digest(blob: Blob, kinds: readonly DigestKind[], options: HashOptions): Promise<Digests>;
}
