import { expect } from 'vitest';
import { ossSigner, ossUrl } from '../../../src/lib/server/oss/signer';
import { presignV4, v4Headers } from '../../../src/lib/server/oss/v4';
import { ossCall, type OssInput, type OssRow } from './oss-request';
import { agree, parsedUrl, rowsOf, type Implementation, type Vector } from './vector';

type Texts = Readonly<Record<string, string>>;
type Url = ReturnType<typeof parsedUrl>;

interface Signed {
	readonly scope: string;
	readonly canonicalRequest: string;
	readonly stringToSign: string;
	readonly signature: string;
}

interface Header<U = string> extends Signed {
	readonly requestHeaders: Texts;
	readonly authorization: string;
	readonly url: U;
}

const HEADERS: readonly Implementation<OssInput, Header<Url>>[] = [
	async (input) => {
		const { request, keys, now } = ossCall(input);
		const { added, ...signed } = await v4Headers(request, keys, now, {
			additionalHeaders: input.additionalHeaders
		});
		if (input.additionalHeaders?.length === 0) {
			expect(await ossSigner('v4').headers(request, keys, now)).toEqual(added);
			expect(await ossSigner('v4', input.region).headers(request, keys, now)).toEqual(added);
		}
		return {
			...signed,
			requestHeaders: { ...input.headers, ...added },
			authorization: added.authorization as string,
			url: parsedUrl(ossUrl(request.target, request.query))
		};
	}
];

/** ossV4Header checks oss-v4-header.json. */
export function ossV4Header(file: unknown): readonly Vector[] {
	return rowsOf<OssRow<Header>>(file).map(({ name, input, expected }) => ({
		name,
		run: () => agree({ ...expected, url: parsedUrl(expected.url) }, input, HEADERS)
	}));
}

interface Presigned<U = string> extends Signed {
	readonly queryParams: Url['query'];
	readonly url: U;
	readonly headersTheClientMustSend: Texts;
}

const URLS: readonly Implementation<OssInput, Presigned<Url>>[] = [
	async (input) => {
		const { request, keys, now, life } = ossCall(input);
		const { url, ...signed } = await presignV4(request, keys, now, life, {
			additionalHeaders: input.additionalHeaders
		});
		if (input.additionalHeaders?.length === 0) {
			expect(await ossSigner('v4').presign(request, keys, now, life)).toBe(url);
			expect(await ossSigner('v4', input.region).presign(request, keys, now, life)).toBe(url);
		}
		return {
			...signed,
			queryParams: parsedUrl(url).query,
			url: parsedUrl(url),
			headersTheClientMustSend: request.headers ?? {}
		};
	}
];

/** ossV4Presigned checks oss-v4-presigned.json. */
export function ossV4Presigned(file: unknown): readonly Vector[] {
	return rowsOf<OssRow<Presigned>>(file).map(({ name, input, expected }) => ({
		name,
		run: () => agree({ ...expected, url: parsedUrl(expected.url) }, input, URLS)
	}));
}
