import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { authenticate, type AuthRules } from './authenticate';
import type { SignedRequest } from './claim';
import { OssError } from './errors';

interface Vector {
	readonly name: string;
	readonly input: {
		readonly method: string;
		readonly endpoint: string;
		readonly region: string;
		readonly bucket: string;
		readonly object: string;
		readonly query: Readonly<Record<string, string | null>>;
		readonly headers: Readonly<Record<string, string>>;
		readonly now: string;
		readonly credentials: {
			readonly accessKeyId: string;
			readonly accessKeySecret: string;
			readonly securityToken: string | null;
		};
	};
	readonly expected: {
		readonly requestHeaders?: Readonly<Record<string, string>>;
		readonly queryParams?: Readonly<Record<string, string>>;
		readonly stringToSign: string;
		readonly canonicalRequest?: string;
	};
}

const FILES = ['oss-v1-header', 'oss-v1-presigned', 'oss-v4-header', 'oss-v4-presigned'];
const vectors = FILES.flatMap((file) => {
	const text = readFileSync(
		new URL(`../../../tests/vectors/${file}.json`, import.meta.url),
		'utf8'
	);
	const { vectors } = JSON.parse(text) as { vectors: readonly Vector[] };
	return vectors.map((vector) => [`${file} ${vector.name}`, vector] as const);
});

/** Request as a client would send the vector, with headers as bytes on the wire. */
function requestOf({ input, expected }: Vector): SignedRequest {
	const headers = { ...input.headers, ...expected.requestHeaders };
	const wire: Record<string, string> = { host: `${input.bucket}.${input.endpoint}` };
	for (const [name, value] of Object.entries(headers))
		wire[name] = Buffer.from(value).toString('latin1');
	const query = Object.entries({ ...input.query, ...expected.queryParams });
	return {
		method: input.method,
		bucket: input.bucket,
		key: input.object,
		query: query.map(([name, value]) => [name, value ?? '']),
		headers: wire
	};
}

function rulesFor({ input }: Vector, secret = input.credentials.accessKeySecret): AuthRules {
	const { accessKeyId, securityToken } = input.credentials;
	const key = { accessKeyId, accessKeySecret: secret };
	return {
		now: Date.parse(input.now),
		region: input.region,
		signatures: 'both',
		keyOf: () => ({ ...key, ...(securityToken && { securityToken }) })
	};
}

function refusal(work: () => unknown): OssError {
	try {
		work();
	} catch (error) {
		if (error instanceof OssError) return error;
		throw error;
	}
	throw new Error('it was accepted');
}

describe('the vendor’s own signatures', () => {
	test('are all here', () => expect(vectors).toHaveLength(60));

	test.each(vectors)('%s is accepted', (_, vector) => {
		const key = authenticate(requestOf(vector), rulesFor(vector));
		expect(key.accessKeyId).toBe(vector.input.credentials.accessKeyId);
	});

	test.each(vectors)('%s by another secret is refused, with the strings to sign', (_, vector) => {
		const error = refusal(() => authenticate(requestOf(vector), rulesFor(vector, 'another')));
		expect(error.code).toBe('SignatureDoesNotMatch');
		expect(error.details.StringToSign).toBe(vector.expected.stringToSign);
		expect(error.details.CanonicalRequest).toBe(vector.expected.canonicalRequest);
	});

	test.each(vectors)('%s with a header that was not signed is refused', (_, vector) => {
		const request = requestOf(vector);
		for (const name of ['x-oss-meta-a', 'content-type', 'content-md5']) {
			const headers = { ...request.headers, [name]: 'unsigned' };
			const error = refusal(() => authenticate({ ...request, headers }, rulesFor(vector)));
			expect([name, error.code]).toEqual([name, 'SignatureDoesNotMatch']);
		}
	});

	test.each(vectors)(
		'%s under a version that is switched off is refused by name',
		(name, vector) => {
			const [other, mine] = name.startsWith('oss-v1') ? (['v4', 'V1'] as const) : (['v1', 'V4'] as const); // prettier-ignore
			const rules = { ...rulesFor(vector), signatures: other };
			const error = refusal(() => authenticate(requestOf(vector), rules));
			expect(error.status).toBe(403);
			expect(error.message).toMatch(`ignature version ${mine} is not supported`);
		}
	);
});
