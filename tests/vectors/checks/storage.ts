import { ConfigStore } from '../../../src/sandbox/config';
import { Disk } from '../../../src/sandbox/disk';
import type { Handler, Reply } from '../../../src/sandbox/http/exchange';
import { storageHandler } from '../../../src/sandbox/s3/storage';
import { ObjectStore } from '../../../src/sandbox/s3/store';

/** TestStorage is the sandbox's S3 storage without its network side. */
export interface TestStorage {
	readonly store: ObjectStore;
	readonly config: ConfigStore;
	/** Sends a request for an absolute URL. */
	send(
		method: string,
		url: string,
		headers?: Readonly<Record<string, string>>,
		body?: Uint8Array
	): Promise<Reply>;
}

/** withStorage runs `use` with a storage whose clock stands at `now`, then deletes its bytes. */
export async function withStorage(
	now: number,
	region: string,
	use: (storage: TestStorage) => Promise<void>
): Promise<void> {
	const disk = await Disk.open();
	const config = new ConfigStore();
	const time = { now: () => now, seconds: () => Math.floor(now / 1000) };
	const store = new ObjectStore(disk, time);
	const handler = storageHandler({ store, disk, config, time, region });
	try {
		await use({ store, config, send: (...request) => send(handler, ...request) });
	} finally {
		await disk.close();
	}
}

function send(
	handler: Handler,
	method: string,
	url: string,
	headers: Readonly<Record<string, string>> = {},
	body: Uint8Array = new Uint8Array()
): Promise<Reply> {
	const [, host = '', path = '', rawQuery = ''] = /^\w+:\/\/([^/]+)([^?]*)\??(.*)$/.exec(url) ?? [];
	return handler({
		method,
		host,
		path,
		rawQuery,
		query: new URLSearchParams(rawQuery),
		headers: { host, 'content-length': String(body.length), ...headers },
		body: stream(body)
	});
}

async function* stream(body: Uint8Array) {
	yield body;
}

/** codeOf is the S3 error code of a Reply, or null. */
export function codeOf(reply: Reply): string | null {
	return /<Code>(\w+)<\/Code>/.exec(typeof reply.body === 'string' ? reply.body : '')?.[1] ?? null;
}
