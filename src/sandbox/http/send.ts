import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Reply } from './exchange';
import type { JournalRow } from './journal';

/** send writes a Reply and fills the journal row in; streamed bodies pass through `pace`. */
export async function send(
	response: ServerResponse,
	reply: Reply,
	row: JournalRow,
	pace: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array> = (bytes) => bytes
): Promise<void> {
	row.status = reply.status;
	for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
	response.statusCode = reply.status;
	const { body = '' } = reply;
	if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
		await pipeline(Readable.from(counted(pace(body), row)), response);
		return;
	}
	const bytes = Buffer.from(body);
	if (reply.status !== 204 && !response.hasHeader('content-length'))
		response.setHeader('content-length', bytes.length);
	row.bytesOut += bytes.length;
	await new Promise<void>((resolve) => {
		response.once('close', resolve);
		response.end(bytes, resolve);
	});
}

async function* counted(bytes: AsyncIterable<Uint8Array>, row: JournalRow) {
	for await (const chunk of bytes) {
		row.bytesOut += chunk.length;
		yield chunk;
	}
}
