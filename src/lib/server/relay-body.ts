/** Bodies on their way through the relay: streams that never hold more than a piece. */

type Bytes = Uint8Array<ArrayBuffer>;

/** IncomingBody: a request's body to pass on, and what is left of it when nobody wants it any more. */
export interface IncomingBody {
	readonly stream: ReadableStream<Bytes>;
	/** drain reads the rest and forgets it. Never rejects. */
	drain(): Promise<void>;
}

/**
 * incomingBody takes hold of a request's body. Who gives `stream` up early, as fetch does when the
 * answer comes first, ends only that: cancelling the body itself would cut the browser's connection.
 */
export function incomingBody(body: ReadableStream<Bytes> | null): IncomingBody | undefined {
	if (!body) return undefined;
	const reader = body.getReader();
	const source = {
		async pull(controller: ReadableStreamDefaultController<Bytes>) {
			const { done, value } = await reader.read();
			if (done) controller.close();
			else controller.enqueue(value);
		}
	};
	return {
		// Nothing is read before somebody wants it.
		stream: new ReadableStream<Bytes>(source, { highWaterMark: 0 }),
		async drain() {
			try {
				while (!(await reader.read()).done);
			} catch {
				// The browser is gone, and with it whoever would have read the answer.
			}
		}
	};
}

type FixedLength = new (length: number) => ReadableWritablePair<Bytes, Bytes>;

/**
 * withLength lets a body have a length on the runtimes that take it from the stream, which must be
 * one of their own kind; all others take it from the header.
 */
export function withLength(stream: ReadableStream<Bytes>, length: number): ReadableStream<Bytes> {
	const { FixedLengthStream } = globalThis as { FixedLengthStream?: FixedLength };
	return FixedLengthStream ? stream.pipeThrough(new FixedLengthStream(length)) : stream;
}

/** bytesOf reads a body, at most `most` bytes of it. */
export async function bytesOf(body: ReadableStream<Bytes> | null, most: number): Promise<Bytes> {
	const pieces: Bytes[] = [];
	let size = 0;
	const reader = body?.getReader();
	while (reader && size < most) {
		const { done, value } = await reader.read();
		if (done) break;
		pieces.push(value);
		size += value.length;
	}
	await reader?.cancel();
	const whole = new Uint8Array(size);
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole.subarray(0, most);
}
