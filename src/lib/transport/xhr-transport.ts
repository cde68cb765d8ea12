/**
 * A Transport over XMLHttpRequest: the only way to see upload progress in every browser, and it
 * works in workers. One request, no retry.
 */
import type { Clock } from '../kernel/clock';
import { TransferError } from '../kernel/errors';
import { retryAfterMs } from '../kernel/retry';
import { bareEtag, relayError, storageError } from './storage-answer';
import type { PutAnswer, PutOptions, PutRequest, Transport } from './transport';

/** No byte went out for this long: the connection is dead, whatever TCP believes. */
const STALL_MS = 60_000;
/** After the last byte storage may take its time to answer. */
const ANSWER_MS = 120_000;
const WATCH_MS = 5_000;
/** A watch that comes later than this was asleep, and the browser's news with it. */
const ASLEEP_MS = 2 * WATCH_MS;
/** object-storage.md §7 */
const CALLBACK_FAILED = 203;

export function xhrTransport(clock: Clock): Transport {
	return { put: (request, options) => put(request, options, clock) };
}

async function put(request: PutRequest, options: PutOptions, clock: Clock): Promise<PutAnswer> {
	options.signal.throwIfAborted();
	const xhr = new XMLHttpRequest();
	const over = new AbortController();
	const onAbort = () => xhr.abort();
	options.signal.addEventListener('abort', onAbort, { once: true });
	try {
		return await Promise.race([
			send(xhr, request, options, clock),
			watch(xhr, request.body.size, clock, over.signal)
		]);
	} finally {
		over.abort();
		options.signal.removeEventListener('abort', onAbort);
		xhr.abort();
	}
}

function send(
	xhr: XMLHttpRequest,
	request: PutRequest,
	options: PutOptions,
	clock: Clock
): Promise<PutAnswer> {
	return new Promise((resolve, reject) => {
		xhr.open(request.method, request.url);
		for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
		xhr.upload.onprogress = (event) => options.onProgress?.(event.loaded);
		xhr.onload = () => {
			// 203 is in the range of success, but says that the drive did not hear of the bytes.
			if (xhr.status >= 200 && xhr.status < 300 && xhr.status !== CALLBACK_FAILED) {
				const etag = bareEtag(xhr.getResponseHeader('etag'));
				resolve({ etag, ...(request.withBody && { body: xhr.responseText }) });
			} else {
				// A path alone leads to our own server.
				const errorOf = request.url.startsWith('/') ? relayError : storageError;
				const retryAfter = retryAfterMs(xhr.getResponseHeader('retry-after'), clock.now());
				reject(errorOf(xhr.status, xhr.responseText, retryAfter));
			}
		};
		xhr.onerror = () => reject(new TransferError('network'));
		xhr.onabort = () => reject(options.signal.reason as Error);
		xhr.send(request.body);
	});
}

/** watch rejects with `stalled` when progress events stop; it never resolves. */
function watch(
	xhr: XMLHttpRequest,
	size: number,
	clock: Clock,
	signal: AbortSignal
): Promise<never> {
	let loaded = 0;
	/** Milliseconds awake since the last byte moved. */
	let silent = 0;
	let at = clock.now();
	xhr.upload.addEventListener('progress', (event) => {
		// An event that tells of no new byte is no progress.
		if (event.loaded <= loaded) return;
		loaded = event.loaded;
		silent = 0;
		at = clock.now();
	});
	return (async () => {
		for (;;) {
			await clock.sleep(WATCH_MS, signal);
			silent += Math.min(clock.now() - at, ASLEEP_MS);
			at = clock.now();
			const limit = loaded >= size ? ANSWER_MS : STALL_MS;
			if (silent >= limit) throw new TransferError('stalled');
		}
	})();
}
