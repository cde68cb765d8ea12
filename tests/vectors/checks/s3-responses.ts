import { expect } from 'vitest';
import { classify, parseComplete, parseListParts } from '../../../src/lib/server/s3/answers';
import type { Vector, VectorFile } from './vector';

const ONCE = 'one refresh, then fatal';

/** s3Responses checks s3-responses.json against the proxy's reading of S3 answers. */
export function s3Responses(file: VectorFile): readonly Vector[] {
	expect(file.vectors).toHaveLength(file.count);
	return (file.vectors as VectorFile[]).map((vector) => ({
		name: vector.name,
		run() {
			const { status, headers, body, operation } = vector;
			const { note: _, ...expected } = vector.expected;
			const verdict = classify(status, headers, body, operation);
			const found: Record<string, unknown> = { action: verdict.action };
			if ('code' in expected) found.code = verdict.code;
			else expect(verdict.code).toBeNull();
			if (verdict.serverTime !== undefined) found.serverTime = verdict.serverTime;
			if (verdict.once) found.limit = ONCE;
			if (operation === 'ListParts') Object.assign(found, parseListParts(body));
			if (operation === 'CompleteMultipartUpload') Object.assign(found, parseComplete(body));
			expect(found).toEqual(expected);
		}
	}));
}
