import type { Exchange, Handler, Reply } from '../http/exchange';
import type { SandboxTime } from '../time';
import { errorReply, S3Error } from './errors';
import * as operations from './operations';
import type { Place, StorageParts } from './operations';
import { decodePath, verifyPresigned } from './verify';

/** REGION is what presigned 123Pan URLs name (object-storage.md §14). */
export const REGION = 'default';

/** StorageOptions are the S3 storage's surroundings; `region` is for the `aws` profile. */
export interface StorageOptions extends StorageParts {
	readonly time: SandboxTime;
	readonly region?: string;
}

/**
 * storageHandler answers every S3 request: first the signature, then the operation. Without a valid
 * presigned query nothing is readable or writable.
 */
export function storageHandler(options: StorageOptions): Handler {
	let requests = 0;
	return async (exchange) => {
		const { storageProfile: profile } = options.config.current;
		const requestId = `tx${(++requests).toString(16).padStart(21, '0')}`;
		try {
			verifyPresigned(exchange, {
				now: options.time.now(),
				profile,
				region: options.region ?? REGION,
				secretOf: (accessKeyId) => options.store.secrets.get(accessKeyId)
			});
			const place = placeOf(exchange);
			if (!options.store.buckets.has(place.bucket)) throw new S3Error('NoSuchBucket');
			return withRequestId(await operate(options, exchange, place), requestId);
		} catch (error) {
			if (!(error instanceof S3Error)) throw error;
			return errorReply(error, profile, requestId);
		}
	};
}

function operate(parts: StorageParts, exchange: Exchange, place: Place): Promise<Reply> {
	const { method, query } = exchange;
	const multipart = query.has('uploadId');
	if (method === 'PUT' && multipart) return operations.putPart(parts, exchange, place);
	if (method === 'PUT') return operations.putObject(parts, exchange, place);
	if (method === 'GET' && multipart) return operations.listParts(parts, exchange, place);
	if (method === 'GET' || method === 'HEAD') return operations.getObject(parts, exchange, place);
	if (method === 'POST' && multipart) return operations.completeUpload(parts, exchange, place);
	if (method === 'POST' && query.has('uploads'))
		return operations.createUpload(parts, exchange, place);
	if (method === 'DELETE' && multipart) return operations.abortUpload(parts, exchange, place);
	throw new S3Error('MethodNotAllowed');
}

/** placeOf finds bucket and key: the bucket is in the host for `*.localhost`, else first in the path. */
export function placeOf(request: Pick<Exchange, 'host' | 'path'>): Place {
	const path = decodePath(request.path).slice(1);
	const virtual = /^([^.]+)\.(?:s3\.)?localhost(?::\d+)?$/.exec(request.host);
	if (virtual?.[1] && virtual[1] !== 's3') return { bucket: virtual[1], key: path };
	const slash = path.indexOf('/');
	if (slash < 0) return { bucket: path, key: '' };
	return { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}

function withRequestId(reply: Reply, requestId: string): Reply {
	return { ...reply, headers: { 'x-amz-request-id': requestId, ...reply.headers } };
}
