import { expect } from 'vitest';
import {
	classify,
	parseComplete,
	parseListParts,
	type S3Operation
} from '../../../src/lib/server/s3/answers';
import { rowsOf, type Vector } from './vector';

const ONCE = 'one refresh, then fatal';

interface ResponseRow {
	readonly name: string;
	readonly operation: S3Operation;
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly expected: Readonly<Record<string, unknown>>;
}

/** s3Responses checks s3-responses.json against the proxy's reading of S3 answers. */
export function s3Responses(file: unknown): readonly Vector[] {
	return rowsOf<ResponseRow>(file).map((vector) => ({
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
