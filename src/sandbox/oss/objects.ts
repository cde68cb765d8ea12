import { readContent } from '../content';
import type { Reply } from '../http/exchange';
import { parseRange } from '../s3/range';
import { sums } from './answers';
import { callbackOf } from './callback-value';
import { OssError } from './errors';
import { finish } from './finish';
import type { OssParts, OssRequest } from './parts';
import { base64Md5, receive } from './receive';
import { paced, trafficLimit } from './traffic-limit';

/** putObject answers PutObject, and its callback (object-storage.md §6.2, §7). */
export async function putObject(parts: OssParts, request: OssRequest): Promise<Reply> {
	// Copies would need rights on another object: storing the empty body instead would be a lie.
	if (request.headers['x-oss-copy-source'] !== undefined) throw new OssError('NotImplemented');
	const callback = callbackOf(request);
	refuseOverwrite(parts, request);
	const received = await receive(parts, request);
	const { bucket, key } = request;
	const type = request.headers['content-type'] ?? '';
	const object = parts.store.putObject(bucket, key, received, type);
	const headers = { ...sums(object), 'content-md5': base64Md5(received.piece) };
	return finish(parts, { request, object, callback, operation: 'PutObject' }, {
		status: 200,
		headers
	}); // prettier-ignore
}

/** deleteObject answers DeleteObject, the same whether there was an object or not. */
export function deleteObject({ store }: OssParts, { bucket, key }: OssRequest): Promise<Reply> {
	store.deleteObject(bucket, key);
	return Promise.resolve({ status: 204 });
}

/** getObject answers GetObject and HeadObject, whole or one range. */
export async function getObject(parts: OssParts, request: OssRequest): Promise<Reply> {
	const object = parts.store.object(request.bucket, request.key);
	if (!object) throw new OssError('NoSuchKey', { details: { Key: request.key } });
	trafficLimit(request);
	const { size } = object.content;
	const range = parseRange(request.headers.range, size);
	if (range === 'unsatisfiable') throw new OssError('InvalidRange');
	const { start, end } = range ?? { start: 0, end: size };
	const body = () => paced(request, parts.clock, readContent(object.content, { start, end }));
	return {
		status: range ? 206 : 200,
		headers: {
			'content-type': object.contentType || 'application/octet-stream',
			'content-length': String(end - start),
			'accept-ranges': 'bytes',
			'last-modified': new Date(object.storedAt).toUTCString(),
			'x-oss-object-type': object.etag.includes('-') ? 'Multipart' : 'Normal',
			...sums(object),
			...(range && { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
			...overrides(request)
		},
		...(request.method === 'GET' && { body: body() })
	};
}

/** refuseOverwrite obeys `x-oss-forbid-overwrite`. */
export function refuseOverwrite({ store }: OssParts, request: OssRequest): void {
	const forbidden = request.headers['x-oss-forbid-overwrite'] === 'true';
	if (forbidden && store.object(request.bucket, request.key))
		throw new OssError('FileAlreadyExists');
}

/** `response-…` parameters replace headers of the answer. */
function overrides({ query }: OssRequest): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const [name, value] of query) {
		const header = /^response-(content-(?:type|disposition|encoding|language)|cache-control|expires)$/.exec(name)?.[1]; // prettier-ignore
		if (header) headers[header] = value;
	}
	return headers;
}
