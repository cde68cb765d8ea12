import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { regionOf } from '../../../src/lib/server/oss/address';
import type { StsSet } from '../../../src/lib/server/oss/credentials';
import type { OssRequest } from '../../../src/lib/server/oss/signer';
import type { Sent } from './sandbox-oss';

/** OssInput: a request to sign, as the oss-v1 and oss-v4 files write it. */
export interface OssInput {
	readonly method: OssRequest['method'];
	readonly scheme: string;
	readonly endpoint: string;
	readonly region: string;
	readonly bucket: string;
	readonly object: string;
	readonly query: Readonly<Record<string, string | null>>;
	readonly headers: Readonly<Record<string, string>>;
	readonly now: string;
	/** Seconds; of presigned URLs alone. */
	readonly expiresIn?: number;
	/** Of V4 alone. */
	readonly additionalHeaders?: readonly string[];
	readonly credentials: {
		readonly accessKeyId: string;
		readonly accessKeySecret: string;
		readonly securityToken: string | null;
	};
	readonly body?: string;
}

/** OssRow: one vector of those files. */
export interface OssRow<Expected> {
	readonly name: string;
	readonly operation: string;
	readonly input: OssInput;
	readonly expected: Expected;
}

/** sentBy is an input as the sandbox gets it, with the headers or the query that signing added. */
export function sentBy(
	input: OssInput,
	added: {
		readonly headers?: Readonly<Record<string, string>>;
		readonly query?: Readonly<Record<string, string | null>>;
	}
): Sent {
	const { method, bucket, object, region, credentials } = input;
	return {
		...{ method, bucket, object, region },
		query: { ...input.query, ...added.query },
		headers: { host: `${bucket}.${input.endpoint}`, ...input.headers, ...added.headers },
		now: Date.parse(input.now),
		secret: credentials.accessKeySecret
	};
}

/** ossCall gives an input as the proxy takes it, after a look at what it does not sign. */
export function ossCall(input: OssInput) {
	const { method, query, headers, bucket, object, credentials } = input;
	const endpoint = `${input.scheme}://${input.endpoint}`;
	expect(input.scheme).toBe('https');
	expect(regionOf(endpoint)).toBe(input.region);
	const md5 = headers['content-md5'];
	if (input.body !== undefined && md5 !== undefined) {
		expect(createHash('md5').update(input.body).digest('base64')).toBe(md5);
	}
	const request: OssRequest = { method, target: { endpoint, bucket, object }, query, headers };
	const keys: StsSet = {
		accessKeyId: credentials.accessKeyId,
		accessKeySecret: credentials.accessKeySecret,
		securityToken: credentials.securityToken ?? '',
		expiresAt: Infinity,
		endpoint
	};
	return { request, keys, now: Date.parse(input.now), life: input.expiresIn ?? 0 };
}
