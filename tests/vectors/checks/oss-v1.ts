import { expect } from 'vitest';
import { ossSigner, ossUrl, type OssRequest } from '../../../src/lib/server/oss/signer';
import { presignV1, signV1, v1Headers } from '../../../src/lib/server/oss/v1';
import {
	canonicalizedResource,
	readV1Header,
	readV1Query
} from '../../../src/sandbox/oss/signature-v1';
import { ossCall, sentBy, type OssInput, type OssRow } from './oss-request';
import { readBySandbox } from './sandbox-oss';
import { agree, parsedUrl, rowsOf, type Implementation, type Vector } from './vector';

type Texts = Readonly<Record<string, string>>;
type Url = ReturnType<typeof parsedUrl>;

interface Header<U = string> {
	readonly requestHeaders: Texts;
	readonly canonicalizedResource: string;
	readonly stringToSign: string;
	readonly signature: string;
	readonly authorization: string;
	readonly url: U;
}

type HeaderRow = { readonly input: OssInput; readonly expected: Header };

const HEADERS: readonly Implementation<HeaderRow, Header<Url>>[] = [
	async ({ input }) => {
		const { request, keys, now } = ossCall(input);
		const { added, ...signed } = await v1Headers(request, keys, now);
		expect(await ossSigner('v1').headers(request, keys, now)).toEqual(added);
		return {
			requestHeaders: { ...input.headers, ...added },
			canonicalizedResource: signed.canonicalResource,
			stringToSign: signed.stringToSign,
			signature: signed.signature,
			authorization: added.authorization as string,
			url: parsedUrl(ossUrl(request.target, request.query))
		};
	},
	({ input, expected }) => {
		const sent = sentBy(input, { headers: expected.requestHeaders });
		const { request, claim, ...signed } = readBySandbox(sent, readV1Header);
		expect(claim.accessKeyId).toBe(input.credentials.accessKeyId);
		return { ...signed, canonicalizedResource: canonicalizedResource(request) };
	}
];

/** ossV1Header checks oss-v1-header.json, with the page's signer and the sandbox's reader. */
export function ossV1Header(file: unknown): readonly Vector[] {
	return rowsOf<OssRow<Header>>(file).map(({ name, input, expected }) => ({
		name,
		run: () => agree({ ...expected, url: parsedUrl(expected.url) }, { input, expected }, HEADERS)
	}));
}

interface Presigned<U = string> {
	readonly expires: number;
	readonly canonicalizedResource: string;
	readonly stringToSign: string;
	readonly signature: string;
	readonly queryParams: Url['query'];
	readonly url: U;
	readonly headersTheClientMustSend: Texts;
}

type UrlRow = { readonly input: OssInput; readonly expected: Presigned };

const URLS: readonly Implementation<UrlRow, Presigned<Url>>[] = [
	async ({ input }) => {
		const { request, keys, now, life } = ossCall(input);
		const { url, canonicalResource, ...signed } = await presignV1(request, keys, now, life);
		expect(await ossSigner('v1').presign(request, keys, now, life)).toBe(url);
		return {
			...signed,
			canonicalizedResource: canonicalResource,
			queryParams: parsedUrl(url).query,
			url: parsedUrl(url),
			headersTheClientMustSend: request.headers ?? {}
		};
	},
	({ input, expected }) => {
		const sent = sentBy(input, { query: expected.queryParams });
		const { request, claim, ...signed } = readBySandbox(sent, readV1Query);
		expect(claim.accessKeyId).toBe(input.credentials.accessKeyId);
		return { ...signed, canonicalizedResource: canonicalizedResource(request) };
	}
];

/** ossV1Presigned checks oss-v1-presigned.json. */
export function ossV1Presigned(file: unknown): readonly Vector[] {
	return rowsOf<OssRow<Presigned>>(file).map(({ name, input, expected }) => ({
		name,
		run: () => agree({ ...expected, url: parsedUrl(expected.url) }, { input, expected }, URLS)
	}));
}

interface Pan115Row {
	readonly kind: string;
	readonly method: OssRequest['method'];
	readonly bucket: string;
	readonly object: string;
	readonly query: Texts;
	readonly headers: Texts;
	readonly access_key_id: string;
	readonly access_key_secret: string;
	readonly string_to_sign: string;
	readonly signature: string;
	/** Of header rows. */
	readonly authorization?: string;
	/** Of URL rows. */
	readonly expires?: number;
	readonly url_query_params?: Texts;
}

const ENDPOINT = 'https://oss-cn-shenzhen.aliyuncs.com';
const LIFE_S = 600;

/** Rows that stand in an order of their own: the browser's form, the clients' form, the URL. */
const PAN115: readonly Implementation<Pan115Row, Pan115Row>[] = [
	async (row) => {
		if (row.expires !== undefined) return {};
		const date = row.headers['x-oss-date'] ?? row.headers.date;
		const signed = await signV1(requestOf(row), row.access_key_secret, date as string);
		return {
			string_to_sign: signed.stringToSign,
			signature: signed.signature,
			authorization: `OSS ${row.access_key_id}:${signed.signature}`
		};
	},
	async (row) => {
		const date = row.headers['x-oss-date'];
		if (date === undefined) return {};
		const { 'x-oss-date': _, 'x-oss-security-token': token, ...headers } = row.headers;
		const request = { ...requestOf(row), headers };
		const signed = await v1Headers(request, keysOf(row, token), Date.parse(date));
		expect({ ...headers, ...signed.added }).toEqual({
			...row.headers,
			authorization: row.authorization
		});
		return { string_to_sign: signed.stringToSign, signature: signed.signature };
	},
	async (row) => {
		if (row.expires === undefined) return {};
		const { 'security-token': token, ...query } = row.query;
		const request = { ...requestOf(row), query };
		const now = (row.expires - LIFE_S) * 1000;
		const { url, ...signed } = await presignV1(request, keysOf(row, token), now, LIFE_S);
		return {
			string_to_sign: signed.stringToSign,
			signature: signed.signature,
			expires: signed.expires,
			url_query_params: parsedUrl(url).query as Texts
		};
	},
	(row) => {
		const { authorization, expires = 0, url_query_params = {} } = row;
		const date = row.headers['x-oss-date'] ?? row.headers.date ?? '';
		const sent = {
			...row,
			...{ region: '', secret: row.access_key_secret },
			headers: { ...row.headers, ...(authorization !== undefined && { authorization }) },
			query: { ...row.query, ...url_query_params },
			now: authorization === undefined ? (expires - LIFE_S) * 1000 : Date.parse(date)
		};
		const reader = authorization === undefined ? readV1Query : readV1Header;
		const { stringToSign, signature } = readBySandbox(sent, reader);
		return { string_to_sign: stringToSign, signature };
	}
];

/** pan115OssV1 checks 115-oss-v1.json. */
export function pan115OssV1(file: unknown): readonly Vector[] {
	return rowsOf<Pan115Row>(file).map((row, i) => ({
		name: `${row.kind} ${i}`,
		run: () =>
			agree(row, row, PAN115, [
				...(['kind', 'method', 'bucket', 'object', 'query', 'headers'] as const),
				...(['access_key_id', 'access_key_secret'] as const)
			])
	}));
}

function requestOf({ method, bucket, object, query, headers }: Pan115Row): OssRequest {
	return { method, target: { endpoint: ENDPOINT, bucket, object }, query, headers };
}

function keysOf(row: Pan115Row, securityToken = '') {
	return {
		accessKeyId: row.access_key_id,
		accessKeySecret: row.access_key_secret,
		securityToken,
		expiresAt: Infinity,
		endpoint: ENDPOINT
	};
}
