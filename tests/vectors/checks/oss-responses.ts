import { expect } from 'vitest';
import {
	classifyOss,
	parseInitiate,
	parseOssComplete,
	parseOssListParts,
	type OssOperation
} from '../../../src/lib/server/oss/answers';
import { rowsOf, type Vector } from './vector';

interface ResponseRow {
	readonly name: string;
	readonly operation: OssOperation;
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly expected: Readonly<Record<string, unknown>>;
}

/** ossResponses checks oss-responses.json against the proxy's reading of OSS's answers. */
export function ossResponses(file: unknown): readonly Vector[] {
	return rowsOf<ResponseRow>(file).map((vector) => ({
		name: vector.name,
		run() {
			const { status, headers, body, operation } = vector;
			// An answer without a code may leave the field out.
			const expected = { code: null, ...vector.expected };
			const found: Readonly<Record<string, unknown>> = {
				...classifyOss(status, headers, body, operation),
				...(operation === 'ListParts' && parseOssListParts(body)),
				...(operation === 'InitiateMultipartUpload' && parseInitiate(body)),
				...(operation === 'CompleteMultipartUpload' && parseOssComplete(headers, body))
			};
			// The file names what matters; an answer may tell more than that.
			expect(found).toMatchObject(expected);
			// What was read besides really stands there.
			for (const name of ['ec', 'requestId', 'serverTime', 'partNumber'])
				if (name in found) expect(body).toContain(`>${String(found[name])}<`);
		}
	}));
}
