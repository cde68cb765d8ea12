/**
 * readBlob feeds a Blob to a consumer at disk speed: BYOB reads into two buffers, so that one is
 * filled while the other is hashed.
 */
import { MiB } from '../kernel/bytes';
import type { Clock } from '../kernel/clock';
import { TransferError } from '../kernel/errors';

const BUFFER_BYTES = MiB;
const SILENCE_MS = 20_000;
const MAX_SILENCES = 3;
/** One promise of silence serves a second of reads, so that a long file does not pile reactions on it. */
const RENEW_MS = 1_000;

/** Chromium collects a stream that only its own pending read refers to, and the read never settles. */
const held = new Set<unknown>();

export interface ReadOptions {
	readonly clock: Clock;
	/** Called with each run of bytes in order; the buffer is reused after it returns. */
	readonly onBytes: (bytes: Uint8Array<ArrayBuffer>) => void;
}

/**
 * readBlob rejects with `source-changed` or `source-missing` when the file behind the Blob is not
 * the one it was. A stream that falls silent is reopened where it stopped.
 */
export async function readBlob(blob: Blob, options: ReadOptions): Promise<void> {
	let done = 0;
	let silences = 0;
	while (done < blob.size) {
		// Firefox reads past a File's own size where the file has grown, but only in a whole one.
		const { bytes, silent } = await readSome(done === 0 ? blob : blob.slice(done), options);
		done += bytes;
		if (done > blob.size) {
			throw new TransferError('source-changed', { detail: 'longer than before' });
		}
		if (!silent && done < blob.size) {
			throw new TransferError('source-changed', { detail: 'shorter than before' });
		}
		silences = bytes > 0 ? 0 : silences + 1;
		if (silences >= MAX_SILENCES) throw new TransferError('stalled', { detail: 'disk' });
	}
}

interface Run {
	readonly bytes: number;
	/** It stopped because nothing came, not because it was at the end. */
	readonly silent: boolean;
}

async function readSome(blob: Blob, { clock, onBytes }: ReadOptions): Promise<Run> {
	const stream = blob.stream();
	const reader = openReader(stream);
	held.add(stream).add(reader);
	const over = new AbortController();
	let bytes = 0;
	let renewedAt = clock.now();
	let silence = silenceAfter(clock, over.signal);
	try {
		let pending = reader.read(BUFFER_BYTES);
		for (;;) {
			const run = await Promise.race([pending, silence]);
			if (run === 'silent') return { bytes, silent: true };
			if (run === undefined) return { bytes, silent: false };
			// The next read starts before this run is hashed: that is the double buffering.
			pending = reader.read(BUFFER_BYTES);
			// Awaited in the next round; until then its failure must not count as unhandled.
			pending.catch(() => {});
			onBytes(run);
			reader.recycle(run);
			bytes += run.byteLength;
			if (clock.now() - renewedAt >= RENEW_MS) {
				renewedAt = clock.now();
				silence = silenceAfter(clock, over.signal);
			}
		}
	} catch (error) {
		throw readError(error);
	} finally {
		over.abort();
		held.delete(stream);
		held.delete(reader);
		reader.cancel();
	}
}

/** Buffers serve one Blob after another: thousands of parts must not wait for the collector. */
const spare: ArrayBuffer[] = [];

interface Reader {
	/** Bytes in order; undefined at the end. */
	read(bytes: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
	/** Gives a buffer back for a later read. */
	recycle(bytes: Uint8Array): void;
	cancel(): void;
}

function openReader(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Reader {
	let byob: ReadableStreamBYOBReader;
	try {
		byob = stream.getReader({ mode: 'byob' });
	} catch {
		// Browsers without byte streams for Blobs: the same bytes, one copy more.
		const reader = stream.getReader();
		return {
			read: async () => (await reader.read()).value,
			recycle: () => {},
			cancel: () => void reader.cancel().catch(() => {})
		};
	}
	return {
		read: async (size) => {
			const { value, done } = await byob.read(new Uint8Array(spare.pop() ?? new ArrayBuffer(size)));
			if (!done) return value;
			if (value) spare.push(value.buffer as ArrayBuffer);
			return undefined;
		},
		recycle: (bytes) => void spare.push(bytes.buffer as ArrayBuffer),
		cancel: () => void byob.cancel().catch(() => {})
	};
}

function silenceAfter(clock: Clock, signal: AbortSignal): Promise<'silent'> {
	const silent = clock.sleep(SILENCE_MS, signal).then(() => 'silent' as const);
	// Its end by `over` is no failure.
	silent.catch(() => {});
	return silent;
}

function readError(error: unknown): unknown {
	const name = error instanceof Error ? error.name : '';
	// A file that was cut short while it was read ends its stream with a network error of Chromium.
	if (name === 'NotReadableError' || (name === 'TypeError' && /network error/i.test(String(error))))
		return new TransferError('source-changed', { cause: error });
	// Firefox says no more of a file that it can't open.
	const gone = name === 'TypeError' && /input stream/i.test(String(error));
	if (name === 'NotFoundError' || gone)
		return new TransferError('source-missing', { cause: error });
	if (name === 'NotAllowedError') return new TransferError('permission-needed', { cause: error });
	return error;
}
