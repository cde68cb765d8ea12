import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Pair } from '../../../src/sandbox/s3/encoding';
import { presign } from '../../../src/sandbox/s3/sigv4';
import { multipartETag } from '../../../src/sandbox/s3/store';
import { withStorage } from './storage';
import { rowsOf, type Vector } from './vector';

const NOW = Date.UTC(2026, 0, 15);
const KEY = { accessKeyId: 'VECTORKEY', secretAccessKey: 'not a secret' };

interface EtagRow {
	readonly partSizes: readonly number[];
	readonly partMd5Hex: readonly string[];
	readonly partETagHeader: readonly string[];
	readonly multipartETag: string;
	readonly singlePutETag: string;
}

/** s3Etag checks s3-etag.json by really uploading the parts, and once the whole. */
export function s3Etag(file: unknown): readonly Vector[] {
	return rowsOf<EtagRow>(file).map((vector) => ({
		name: `parts of ${vector.partSizes.join(', ')} bytes`,
		run: () =>
			withStorage(NOW, 'default', async ({ store, send }) => {
				store.secrets.set(KEY.accessKeyId, KEY.secretAccessKey);
				store.buckets.add('b');
				const upload = store.createUpload('b', 'k');
				const parts = cut(vector.partSizes);
				const hashes = parts.map((part) => createHash('md5').update(part).digest('hex'));
				expect(hashes).toEqual(vector.partMd5Hex);
				const etags = [];
				for (const [i, part] of parts.entries()) {
					const query: Pair[] = [
						['partNumber', String(i + 1)],
						['uploadId', upload.id]
					];
					etags.push((await send('PUT', sign('PUT', query), {}, part)).headers?.etag);
				}
				expect(etags).toEqual(vector.partETagHeader);
				expect(`"${multipartETag(hashes)}"`).toBe(vector.multipartETag);
				const refs = hashes.map((etag, i) => ({ number: i + 1, etag }));
				const { etag } = store.completeUpload(upload, refs, 0);
				expect(`"${etag}"`).toBe(vector.multipartETag);
				const whole = await send('PUT', sign('PUT', []), {}, Buffer.concat(parts));
				expect(whole.headers?.etag).toBe(vector.singlePutETag);
			})
	}));
}

function sign(method: string, query: readonly Pair[]): string {
	return presign({
		method,
		scheme: 'http',
		host: '127.0.0.1:1',
		path: '/b/k',
		query,
		region: 'default',
		now: NOW,
		expiresIn: 60,
		credentials: KEY
	}).url;
}

/** Byte i of the object is (i*131+7) mod 256, continuous over the parts. */
function cut(sizes: readonly number[]): readonly Uint8Array[] {
	let offset = 0;
	return sizes.map((size) => {
		const part = Uint8Array.from({ length: size }, (_, i) => ((offset + i) * 131 + 7) & 255);
		offset += size;
		return part;
	});
}
