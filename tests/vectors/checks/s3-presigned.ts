import { expect } from 'vitest';
import { decodeQuery } from '../../../src/sandbox/s3/encoding';
import {
	presign,
	type Credentials,
	type Presigned,
	type SignInput
} from '../../../src/sandbox/s3/sigv4';
import { verifyPresigned } from '../../../src/sandbox/s3/verify';
import { rowsOf, type Vector } from './vector';

interface PresignedRow {
	readonly name: string;
	readonly input: {
		readonly method: string;
		readonly scheme: string;
		readonly host: string;
		readonly path: string;
		readonly region: string;
		readonly service: string;
		readonly query: Readonly<Record<string, string>>;
		readonly headers: Readonly<Record<string, string>>;
		readonly signedHeaders: readonly string[];
		readonly now: string;
		readonly expiresIn: number;
		readonly credentials: Credentials;
	};
	readonly expected: Presigned;
	readonly minimalForm: Pick<Presigned, 'canonicalRequest' | 'signature' | 'url'> & {
		readonly query: Readonly<Record<string, string>>;
	};
}

type Input = PresignedRow['input'];

/** s3Presigned checks s3-presigned.json: the sandbox signs the same, and accepts what was signed. */
export function s3Presigned(file: unknown): readonly Vector[] {
	return rowsOf<PresignedRow>(file).map(({ name, input, expected, minimalForm }) => ({
		name,
		run() {
			const full = presign(signInput(input, input.query));
			expect({ ...full, url: '' }).toEqual({ ...expected, url: '' });
			expect(parsed(full.url)).toEqual(parsed(expected.url));
			expect(decodeURIComponent(signed(full.url))).toBe(input.signedHeaders.join(';'));
			accepts(input, expected.url);

			const minimal = presign(signInput(input, minimalForm.query));
			const { canonicalRequest, signature } = minimal;
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

function signInput(input: Input, query: Input['query']): SignInput {
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
function accepts(input: Input, url: string): void {
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
