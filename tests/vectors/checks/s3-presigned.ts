import { expect } from 'vitest';
import { decodeQuery } from '../../../src/sandbox/s3/encoding';
import { presign, type Presigned, type SignInput } from '../../../src/sandbox/s3/sigv4';
import { verifyPresigned } from '../../../src/sandbox/s3/verify';
import type { Vector, VectorFile } from './vector';

/** s3Presigned checks s3-presigned.json: the sandbox signs the same, and accepts what was signed. */
export function s3Presigned(file: VectorFile): readonly Vector[] {
	expect(file.vectors).toHaveLength(file.count);
	return (file.vectors as VectorFile[]).map((vector) => ({
		name: vector.name,
		run() {
			const { input, expected, minimalForm } = vector;
			const full = presign(signInput(input, input.query));
			expect({ ...full, url: '' }).toEqual({ ...expected, url: '' });
			expect(parsed(full.url)).toEqual(parsed(expected.url));
			expect(decodeURIComponent(signed(full.url))).toBe(input.signedHeaders.join(';'));
			accepts(input, expected.url);

			const minimal = presign(signInput(input, minimalForm.query));
			const { canonicalRequest, signature } = minimal satisfies Presigned;
			expect({ ...minimalForm, url: '' }).toEqual({
				query: minimalForm.query,
				canonicalRequest,
				signature,
				url: ''
			});
			expect(parsed(minimal.url)).toEqual(parsed(minimalForm.url));
			accepts(input, minimalForm.url);
		}
	}));
}

function signInput(input: VectorFile, query: Record<string, string>): SignInput {
	expect(input.service).toBe('s3');
	return {
		method: input.method,
		scheme: input.scheme,
		host: input.host,
		path: input.path,
		query: Object.entries(query),
		headers: input.headers,
		region: input.region,
		now: Date.parse(input.now),
		expiresIn: input.expiresIn,
		credentials: input.credentials
	};
}

/** The real check of the storage, with the clock at the moment of signing. */
function accepts(input: VectorFile, url: string): void {
	const [, path = '', rawQuery = ''] = /^\w+:\/\/[^/]+([^?]*)\?(.*)$/.exec(url) ?? [];
	const { accessKeyId, secretAccessKey } = input.credentials;
	const key = verifyPresigned(
		{ method: input.method, path, rawQuery, headers: { ...input.headers, host: input.host } },
		{
			now: Date.parse(input.now),
			profile: 'aws',
			region: input.region,
			secretOf: (id) => (id === accessKeyId ? secretAccessKey : undefined)
		}
	);
	expect(key).toBe(accessKeyId);
}

/** Order and optional escapes may differ between signers; what they mean may not. */
function parsed(url: string) {
	const [place = '', query = ''] = url.split('?');
	return { place: decodeURIComponent(place), query: Object.fromEntries(decodeQuery(query)) };
}

function signed(url: string): string {
	return /X-Amz-SignedHeaders=([^&]*)/.exec(url)?.[1] ?? '';
}
