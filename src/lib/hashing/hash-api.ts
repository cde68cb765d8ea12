import type { DigestKind } from '../drives/drive';

/** HashApi: what a hash worker does, over Comlink. One digest at a time; to abort, end the worker. */
export interface HashApi {
	/** digest resolves with lower-case hex. `onProgress` gets absolute bytes, about 20 times a second. */
	digest(blob: Blob, kind: DigestKind, onProgress: (bytes: number) => void): Promise<string>;
}
