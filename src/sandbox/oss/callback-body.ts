import { randomUUID } from 'node:crypto';
import { digestsOf } from '../content';
import type { Callback } from './callback-value';
import type { OssObject } from './store';

/** Operation is what OSS calls the request that finished an object. */
export type Operation = 'PutObject' | 'PostObject' | 'CompleteMultipartUpload';

/** Finished is the object that a callback is about, and the request that made it. */
export interface Finished {
	readonly object: OssObject;
	readonly operation: Operation;
	readonly requestId?: string;
}

const PLACEHOLDER = /("?)\$\{([^}]*)\}("?)/g;

/**
 * fillBody writes a callback's body: `${…}` replaced, unknown names by nothing. Values are
 * percent-encoded in a form, and JSON texts in JSON, there with quotes unless the template has them.
 */
export async function fillBody(callback: Callback, finished: Finished): Promise<string> {
	const values = await valuesFor(callback, finished);
	return callback.body.replace(PLACEHOLDER, (_, open: string, name: string, close: string) => {
		const value = values.get(name) ?? '';
		if (callback.bodyType !== 'application/json') return open + encodeURIComponent(value) + close;
		const quoted = open === '"' && close === '"';
		return name === 'size' && !quoted ? open + value + close : JSON.stringify(value);
	});
}

async function valuesFor(callback: Callback, finished: Finished) {
	const { object, operation, requestId = randomUUID() } = finished;
	const { content } = object;
	const [only] = content.pieces;
	const needsSha1 = object.hashed && callback.body.includes('${sha1}');
	return new Map([
		...Object.entries(callback.variables),
		['bucket', object.bucket],
		['object', object.key],
		['etag', `"${object.etag}"`],
		['size', String(content.size)],
		['mimeType', object.contentType || 'application/octet-stream'],
		['crc64', String(object.crc64)],
		['contentMd5', only && content.pieces.length === 1 ? Buffer.from(only.md5, 'hex').toString('base64') : ''], // prettier-ignore
		['sha1', needsSha1 ? (await digestsOf(content)).sha1.toUpperCase() : ''],
		['clientIp', '127.0.0.1'],
		['reqId', requestId],
		['operation', operation]
	]);
}
