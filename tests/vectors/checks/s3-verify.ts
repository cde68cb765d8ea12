import { expect } from 'vitest';
import type { Credentials } from '../../../src/sandbox/s3/sigv4';
import { codeOf, withStorage } from './storage';
import { rowsOf, type Vector } from './vector';

interface Answer {
	readonly status: number;
	readonly code: string | null;
}

interface VerifyFile {
	readonly region: string;
	readonly knownUploadId: string;
	readonly credentials: Credentials;
}

interface VerifyRow {
	readonly name: string;
	readonly request: {
		readonly method: string;
		readonly url: string;
		readonly headers: Readonly<Record<string, string>>;
	};
	readonly serverNow: string;
	readonly expected: Answer;
	readonly alsoAcceptable?: readonly Answer[];
	readonly observed?: { readonly rgw16: Answer; readonly swift230: Answer };
}

/**
 * s3Verify checks s3-verify.json: profile `aws` answers what is expected, profile `rgw` what a real
 * radosgw was seen to answer, or else anything that is acceptable.
 */
export function s3Verify(content: unknown): readonly Vector[] {
	const file = content as VerifyFile;
	return rowsOf<VerifyRow>(content).map((vector) => ({
		name: vector.name,
		async run() {
			const { expected, observed, alsoAcceptable = [] } = vector;
			expect(await answer(file, vector, 'aws')).toEqual(expected);
			const acceptable = [expected, ...alsoAcceptable];
			const rgw = await answer(file, vector, 'rgw');
			expect(acceptable).toContainEqual(rgw);
			if (observed) expect(rgw).toEqual(observed.rgw16);
			for (const other of alsoAcceptable)
				expect(Object.values(observed ?? {})).toContainEqual(other);
		}
	}));
}

async function answer(file: VerifyFile, vector: VerifyRow, profile: 'aws' | 'rgw') {
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
