import { expect } from 'vitest';
import { ossSigner, ossUrl } from '../../../src/lib/server/oss/signer';
import { presignV4, v4Headers } from '../../../src/lib/server/oss/v4';
import { readV4Header, readV4Query } from '../../../src/sandbox/oss/signature-v4';
import { ossCall, sentBy, type OssInput, type OssRow } from './oss-request';
import { readBySandbox, type Sent } from './sandbox-oss';
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

type HeaderRow = { readonly input: OssInput; readonly expected: Header };

const HEADERS: readonly Implementation<HeaderRow, Header<Url>>[] = [
	async ({ input }) => {
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
	},
	({ input, expected }) =>
		bySandbox(input, sentBy(input, { headers: expected.requestHeaders }), readV4Header)
];

/** ossV4Header checks oss-v4-header.json. */
export function ossV4Header(file: unknown): readonly Vector[] {
	return rowsOf<OssRow<Header>>(file).map(({ name, input, expected }) => ({
		name,
		run: () => agree({ ...expected, url: parsedUrl(expected.url) }, { input, expected }, HEADERS)
	}));
}

interface Presigned<U = string> extends Signed {
	readonly queryParams: Url['query'];
	readonly url: U;
	readonly headersTheClientMustSend: Texts;
}

type UrlRow = { readonly input: OssInput; readonly expected: Presigned };

const URLS: readonly Implementation<UrlRow, Presigned<Url>>[] = [
	async ({ input }) => {
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
	},
	({ input, expected }) =>
		bySandbox(input, sentBy(input, { query: expected.queryParams }), readV4Query)
];

/** ossV4Presigned checks oss-v4-presigned.json. */
export function ossV4Presigned(file: unknown): readonly Vector[] {
	return rowsOf<OssRow<Presigned>>(file).map(({ name, input, expected }) => ({
		name,
		run: () => agree({ ...expected, url: parsedUrl(expected.url) }, { input, expected }, URLS)
	}));
}

function bySandbox(input: OssInput, sent: Sent, read: typeof readV4Header): Partial<Signed> {
	const { claim, stringToSign, signature } = readBySandbox(sent, read);
	expect(claim.accessKeyId).toBe(input.credentials.accessKeyId);
	const canonicalRequest = claim.canonicalRequest ?? '';
	return { canonicalRequest, stringToSign, signature, scope: stringToSign.split('\n')[2] ?? '' };
}
