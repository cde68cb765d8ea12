/**
 * readBlob feeds a Blob to a consumer at disk speed: BYOB reads into two buffers, so that one is
 * filled while the other is hashed.
 */
import { MiB } from '../kernel/bytes';
import type { Clock } from '../kernel/clock';
import { TransferError } from '../kernel/errors';

const BUFFER_BYTES = MiB;
/** A loop of ready reads starves messages: without a breath an abort would wait for the end. */
const BREATHE_EVERY_BYTES = 4 * MiB;
const SILENCE_MS = 20_000;

/** Chromium collects a stream that only its own pending read refers to, and the read never settles. */
const held = new Set<unknown>();

export interface ReadOptions {
	readonly signal: AbortSignal;
	readonly clock: Clock;
	/** Called with each run of bytes in order; the buffer is reused after it returns. */
	readonly onBytes: (bytes: Uint8Array) => void;
}

/**
 * readBlob rejects with `source-changed` or `source-missing` when the file behind the Blob is not
 * the one it was. A stream that falls silent is reopened where it stopped.
 */
export async function readBlob(blob: Blob, options: ReadOptions): Promise<void> {
	let done = 0;
	while (done < blob.size) {
		const before = done;
		done += await readSome(blob.slice(done), options);
		if (done === before) throw new TransferError('source-changed', { detail: 'shorter than before' });
	}
}

/** readSome reads to the end, or until the stream falls silent; returns the bytes delivered. */
async function readSome(blob: Blob, { signal, clock, onBytes }: ReadOptions): Promise<number> {
	const stream = blob.stream();
	const reader = openReader(stream);
	held.add(stream).add(reader);
	const over = new AbortController();
	let delivered = 0;
	let breathed = 0;
	let silence = silenceAfter(clock, over.signal);
	try {
		let pending = reader.read(BUFFER_BYTES);
		for (;;) {
			const bytes = await Promise.race([pending, silence]);
			if (bytes === 'silent') return delivered;
			signal.throwIfAborted();
			if (bytes === undefined) return delivered;
			// The next read starts before this one is hashed: that is the double buffering.
			pending = reader.read(BUFFER_BYTES);
			// Awaited in the next round; until then its failure must not count as unhandled.
			pending.catch(() => {});
			onBytes(bytes);
			reader.recycle(bytes);
			delivered += bytes.byteLength;
			if (delivered - breathed >= BREATHE_EVERY_BYTES) {
				breathed = delivered;
				await breathe();
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

interface Reader {
	/** Bytes in order; undefined at the end. */
	read(bytes: number): Promise<Uint8Array | undefined>;
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
	const spare: ArrayBuffer[] = [];
	return {
		read: async (size) => {
			const { value, done } = await byob.read(new Uint8Array(spare.pop() ?? new ArrayBuffer(size)));
			return done ? undefined : value;
		},
		recycle: (bytes) => void spare.push(bytes.buffer as ArrayBuffer),
		cancel: () => void byob.cancel().catch(() => {})
	};
}

/** silenceAfter is renewed at every breath, so that a long read does not pile up reactions on it. */
function silenceAfter(clock: Clock, signal: AbortSignal): Promise<'silent'> {
	const silent = clock.sleep(SILENCE_MS, signal).then(() => 'silent' as const);
	silent.catch(() => {});
	return silent;
}

const channel = new MessageChannel();
const breathing: (() => void)[] = [];
channel.port1.onmessage = () => breathing.shift()?.();

/** breathe lets messages in. A MessageChannel costs nothing; a timer would cost a quarter of the speed. */
function breathe(): Promise<void> {
	return new Promise((resolve) => {
		breathing.push(resolve);
		channel.port2.postMessage(0);
	});
}

function readError(error: unknown): unknown {
	const name = error instanceof Error ? error.name : '';
	if (name === 'NotReadableError') return new TransferError('source-changed', { cause: error });
	if (name === 'NotFoundError') return new TransferError('source-missing', { cause: error });
	if (name === 'NotAllowedError') return new TransferError('permission-needed', { cause: error });
	return error;
}
