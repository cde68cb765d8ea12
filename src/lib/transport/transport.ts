/** Transport moves bytes to storage. No retry inside, no knowledge of drives. */
export interface PutRequest {
	readonly method: 'PUT' | 'POST';
	/** Used unchanged: re-encoding a presigned URL breaks its signature. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Blob;
	/** Whether the answer's text matters: the PUT that is a commit. */
	readonly withBody?: boolean | undefined;
}

export interface PutOptions {
	readonly signal: AbortSignal;
	/** Absolute bytes of this body that went out. */
	readonly onProgress?: (bytes: number) => void;
}

export interface PutAnswer {
	/** Lower-case hex without quotes; absent when storage does not expose the header. */
	readonly etag?: string | undefined;
	/** The answer's text, where `withBody` asked for it. */
	readonly body?: string | undefined;
}

/**
 * put resolves when storage has the body. Rejects with TransferError `network` (no answer that the
 * browser may show), `stalled`, or what the storage's error means.
 */
export interface Transport {
	put(request: PutRequest, options: PutOptions): Promise<PutAnswer>;
}
