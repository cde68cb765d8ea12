import { randomBytes } from 'node:crypto';
import type { Clock } from '../../lib/kernel/clock';
import type { ConfigStore } from '../config';
import type { Disk } from '../disk';
import type { Handler, Reply } from '../http/exchange';
import { decodeQuery, type Pair } from '../s3/encoding';
import type { SandboxTime } from '../time';
import { addressOf, OSS_BUCKET, OSS_REGION } from './address';
import { authenticate, type AuthRules } from './authenticate';
import type { CallbackReceiver } from './callback';
import { errorReply, invalidArgument, OssError } from './errors';
import { isForm } from './form';
import { KeyRing, type OssKey } from './keys';
import * as multipart from './multipart';
import * as objects from './objects';
import type { OssParts, OssRequest } from './parts';
import { postObject } from './post-object';
import { OssStore } from './store';
import type { TokenIssuer } from './sts';

/** OssOptions are the surroundings of the emulated OSS. */
export interface OssOptions {
	readonly disk: Disk;
	readonly config: ConfigStore;
	readonly time: SandboxTime;
	readonly clock: Clock;
	/** Who takes callbacks; asked for at each one, so that a drive may come later. */
	readonly receiver: () => CallbackReceiver;
}

/** Oss is an emulated Aliyun OSS with one bucket. */
export interface Oss {
	/** Answers the requests that `isOss` says are its own. */
	readonly handler: Handler;
	/** Issues temporary credentials. */
	readonly tokens: TokenIssuer;
	/** The objects, for a drive that registers what a callback names. */
	readonly store: OssStore;
	readonly bucket: string;
	/** addKey makes a long-lived key known, or a temporary one with a token of one's own. */
	addKey(key: OssKey): void;
	/** clear forgets objects and uploads; keys and tokens stay valid. */
	clear(): void;
}

/** createOss makes a strict emulator of OSS: object-storage.md §2 to §12, §18.1. */
export function createOss(options: OssOptions): Oss {
	const keys = new KeyRing(options.time);
	const store = new OssStore(options.disk, options.time);
	const parts: OssParts = { ...options, keys, store };
	return {
		handler: (exchange) => answer(parts, exchange),
		tokens: keys,
		store,
		bucket: OSS_BUCKET,
		addKey: (key) => keys.add(key),
		clear: () => store.clear()
	};
}

async function answer(parts: OssParts, exchange: Parameters<Handler>[0]): Promise<Reply> {
	const requestId = randomBytes(12).toString('hex').toUpperCase();
	const reply = await operate(parts, exchange, requestId).catch((error: unknown) => {
		if (!(error instanceof OssError)) throw error;
		return errorReply(error, { ...exchange, requestId });
	});
	return {
		...reply,
		withoutCors: reply.status >= 400 && !parts.config.current.ossErrorsHaveCors,
		headers: {
			server: 'AliyunOSS',
			date: new Date(parts.time.now()).toUTCString(),
			'x-oss-request-id': requestId,
			'x-oss-server-time': '1',
			...reply.headers,
			...wrongCrc(parts, reply)
		}
	};
}

/** Bytes that were damaged on the way in have another sum than the sender's (switch `ossWrongCrc`). */
function wrongCrc({ config }: OssParts, { headers }: Reply): Record<string, string> {
	const sum = headers?.['x-oss-hash-crc64ecma'];
	if (sum === undefined || !config.spend('ossWrongCrc')) return {};
	return { 'x-oss-hash-crc64ecma': String(BigInt(String(sum)) ^ 1n) };
}

async function operate(
	parts: OssParts,
	exchange: Parameters<Handler>[0],
	requestId: string
): Promise<Reply> {
	const request: OssRequest = { ...exchange, ...addressOf(exchange), requestId };
	const { config, keys, time } = parts;
	const rules: AuthRules = {
		now: time.now(),
		region: OSS_REGION,
		signatures: config.current.ossSignatures,
		keyOf: (accessKeyId) => keys.find(accessKeyId)
	};
	const { method, bucket, key, headers } = request;
	const form = method === 'POST' && key === '' && isForm(headers['content-type']);
	if (!form) authenticate({ ...request, query: queryOf(exchange.rawQuery) }, rules);
	if (bucket !== OSS_BUCKET)
		throw new OssError('NoSuchBucket', { details: { BucketName: bucket } });
	return form ? postObject(parts, request, rules) : operationOf(request)(parts, request);
}

type OperationOf = (parts: OssParts, request: OssRequest) => Promise<Reply>;

function operationOf({ method, key, query }: OssRequest): OperationOf {
	const ofUpload = query.has('uploadId');
	if (key !== '') {
		if (method === 'PUT') return ofUpload ? multipart.uploadPart : objects.putObject;
		if (method === 'GET' && ofUpload) return multipart.listParts;
		if (method === 'GET' || method === 'HEAD') return objects.getObject;
		if (method === 'POST' && ofUpload) return multipart.complete;
		if (method === 'POST' && query.has('uploads')) return multipart.initiate;
		if (method === 'DELETE') return ofUpload ? multipart.abort : objects.deleteObject;
	}
	throw new OssError('MethodNotAllowed', { details: { Method: method } });
}

function queryOf(rawQuery: string): readonly Pair[] {
	try {
		return decodeQuery(rawQuery);
	} catch {
		throw invalidArgument('query', '', 'The query is not percent-encoded UTF-8.');
	}
}
