import { expect } from 'vitest';
import { codeOf, withStorage } from './storage';
import type { Vector, VectorFile } from './vector';

/**
 * s3Verify checks s3-verify.json: profile `aws` answers what is expected, profile `rgw` what a real
 * radosgw was seen to answer, or else anything that is acceptable.
 */
export function s3Verify(file: VectorFile): readonly Vector[] {
	expect(file.vectors).toHaveLength(file.count);
	return (file.vectors as VectorFile[]).map((vector) => ({
		name: vector.name,
		async run() {
			const { request, expected, observed, alsoAcceptable = [] } = vector;
			expect(await answer(file, vector, 'aws')).toEqual(expected);
			const acceptable = [expected, ...alsoAcceptable];
			const rgw = await answer(file, vector, 'rgw');
			expect(acceptable).toContainEqual(rgw);
			if (observed?.rgw16) expect(rgw).toEqual(observed.rgw16);
			for (const other of alsoAcceptable) expect(Object.values(observed)).toContainEqual(other);
			expect(request.method).toMatch(/^(PUT|POST)$/);
		}
	}));
}

async function answer(file: VectorFile, vector: VectorFile, profile: 'aws' | 'rgw') {
	let result = {};
	await withStorage(Date.parse(vector.serverNow), file.region, async (storage) => {
		const { accessKeyId, secretAccessKey } = file.credentials;
		storage.store.secrets.set(accessKeyId, secretAccessKey);
		storage.store.buckets.add('bkt');
		storage.store.createUpload('bkt', 'k.bin', file.knownUploadId);
		storage.config.apply({ storageProfile: profile });
		const { method, url, headers } = vector.request;
		const reply = await storage.send(method, url, headers);
		result = { status: reply.status, code: codeOf(reply) };
	});
	return result;
}
