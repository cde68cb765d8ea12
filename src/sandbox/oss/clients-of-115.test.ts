import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { authenticate } from './authenticate';

interface Vector {
	readonly kind: string;
	readonly method: string;
	readonly bucket: string;
	readonly object: string;
	readonly query: Readonly<Record<string, string>>;
	readonly headers: Readonly<Record<string, string>>;
	readonly access_key_id: string;
	readonly access_key_secret: string;
	readonly authorization?: string;
	readonly expires?: number;
	readonly url_query_params?: Readonly<Record<string, string>>;
}

const file = new URL('../../../tests/vectors/115-oss-v1.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: readonly Vector[] };

function check(vector: Vector, secret: string) {
	const { headers, authorization, expires } = vector;
	const date = headers['x-oss-date'] ?? headers.date ?? '';
	const query = { ...vector.query, ...vector.url_query_params };
	const token = headers['x-oss-security-token'] ?? query['security-token'];
	return authenticate(
		{
			method: vector.method,
			bucket: vector.bucket,
			key: vector.object,
			query: Object.entries(query),
			headers: { ...headers, ...(authorization && { authorization }) }
		},
		{
			now: expires ? expires * 1000 : Date.parse(date),
			region: '',
			signatures: 'v1',
			keyOf: (accessKeyId) => ({
				accessKeyId,
				accessKeySecret: secret,
				...(token && { securityToken: token })
			})
		}
	);
}

test.each(vectors)('a $kind signed as 115’s clients do is taken, by its key only', (vector) => {
	expect(check(vector, vector.access_key_secret).accessKeyId).toBe(vector.access_key_id);
	expect(() => check(vector, 'another')).toThrow('does not match');
});
