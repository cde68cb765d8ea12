import type { IncomingMessage } from 'node:http';
import { MiB } from '../../lib/kernel/bytes';

/** BodyTooLarge says that a control call's body is larger than any client sends. */
export class BodyTooLarge extends Error {}

/** readBody streams a request's body and reports each chunk's length as it arrives. */
export async function* readBody(
	request: IncomingMessage,
	arrived: (bytes: number) => void
): AsyncGenerator<Uint8Array> {
	// Leaving early must not destroy the socket: the answer still has to go out on it.
	for await (const chunk of request.iterator({ destroyOnReturn: false })) {
		const bytes = chunk as Uint8Array;
		arrived(bytes.length);
		yield bytes;
	}
}

/** readBytes collects a small body. */
export async function readBytes(body: AsyncIterable<Uint8Array>, limit = 4 * MiB): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > limit) throw new BodyTooLarge(`a body of more than ${limit} bytes`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** readText collects a small body as UTF-8. */
export async function readText(body: AsyncIterable<Uint8Array>, limit = 4 * MiB): Promise<string> {
	return (await readBytes(body, limit)).toString('utf8');
}

/** corrupt flips one bit of the first byte, as a bad wire would. */
export async function* corrupt(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let clean = true;
	for await (const chunk of body) {
		if (!clean || chunk.length === 0) {
			yield chunk;
			continue;
		}
		const copy = Buffer.from(chunk);
		copy[0] = (copy[0] ?? 0) ^ 1;
		clean = false;
		yield copy;
	}
}
