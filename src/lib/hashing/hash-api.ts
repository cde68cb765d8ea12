import type { DigestKind } from '../drives/drive';
import type { ByteRange } from '../kernel/bytes';
import type { SavedDigest } from './hasher';
import type { Stripes } from '../kernel/stripes';

/** HashRequest: what one reading of a Blob is to give. */
export interface HashRequest {
	/** Digest to make; without it the reading is for the stripes alone. */
	readonly kind?: DigestKind | undefined;
	/** Bytes that the digest is of, where that is not the whole Blob. */
	readonly window?: ByteRange | undefined;
	/** Whether to checksum the Blob's stripes; it starts where a stripe does. */
	readonly stripes?: boolean | undefined;
	/** Whether to keep a copy of the window's bytes. */
	readonly copy?: boolean | undefined;
	/** Where to go on, for a whole Blob. A state that can't be read any more starts over. */
	readonly from?: SavedDigest | undefined;
}

export interface HashReply {
	/** Lower-case hex. */
	readonly digest?: string | undefined;
	readonly stripes?: Stripes | undefined;
	readonly copy?: Blob | undefined;
}

/** HashApi: what a hash worker does, over Comlink. One reading at a time. */
export interface HashApi {
	/** hash tells `onProgress` absolute bytes about 20 times a second, and `onSave` every SAVE_BYTES. */
	hash(
		blob: Blob,
		request: HashRequest,
		onProgress: (bytes: number) => void,
		onSave: ((saved: SavedDigest) => void) | undefined
	): Promise<HashReply>;
	/** stop makes the reading under way reject soon, unless it is deaf in a read. */
	stop(): Promise<void>;
}
