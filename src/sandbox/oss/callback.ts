/** CallbackRequest: what OSS posts to the drive when an object is finished. object-storage.md §7 */
export interface CallbackRequest {
	/** The URL of the callback, for example `http://uplb.115.com/3.0/completeupload.php`. */
	readonly url: string;
	readonly contentType: string;
	readonly body: string;
}

/** CallbackAnswer: what the drive said. Only 200 with JSON counts. */
export interface CallbackAnswer {
	readonly status: number;
	readonly body: string;
}

/** CallbackReceiver delivers a callback inside this sandbox; null when nobody is at that URL. */
export type CallbackReceiver = (request: CallbackRequest) => Promise<CallbackAnswer | null>;
