import { createHash } from 'node:crypto';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../lib/kernel/clock';
import { ConfigStore } from '../config';
import { Disk } from '../disk';
import { FaultList } from '../faults';
import { ossCors } from '../http/cors';
import { splitUrl } from '../http/hosts';
import { Journal } from '../http/journal';
import { serve } from '../http/serve';
import { encode, encodePath } from '../s3/encoding';
import { sandboxTime } from '../time';
import type { CallbackAnswer, CallbackRequest } from './callback';
import { readV1Header, readV1Query, signV1 } from './signature-v1';
import { createOss, type Oss } from './oss';
import type { StsToken } from './sts';

/** Sending is a request before it is signed. `query` values may be empty. */
export interface Sending {
	readonly method: string;
	readonly key?: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** TestOss is an OSS on a port of its own, a token for it, and a drive that takes its callbacks. */
export interface TestOss {
	readonly origin: string;
	readonly oss: Oss;
	readonly config: ConfigStore;
	readonly faults: FaultList;
	/** Signs what `send` and `presign` make; a test may put another one here. */
	token: Pick<StsToken, 'accessKeyId' | 'accessKeySecret'> & { readonly securityToken?: string };
	/** Callbacks that arrived. */
	readonly callbacks: CallbackRequest[];
	/** What the drive says to the next ones. */
	receive: (request: CallbackRequest) => Promise<CallbackAnswer | null>;
	/** Headers of a V1 signature over the request, its own headers included. */
	sign(sending: Sending): Record<string, string>;
	/** Sends a request signed with V1 in its headers. */
	send(sending: Sending): Promise<Response>;
	/** A URL signed with V1, good for `seconds`. */
	presign(sending: Sending, seconds?: number): string;
	close(): Promise<void>;
}

/** openOss starts an OSS on a free port. */
export async function openOss(clock: Clock): Promise<TestOss> {
	const [config, faults, disk] = [new ConfigStore(), new FaultList(), await Disk.open()];
	const time = sandboxTime(clock, config);
	const receiver = () => (request: CallbackRequest) => {
		test.callbacks.push(request);
		return test.receive(request);
	};
	const oss = createOss({ disk, config, time, clock, receiver });
	const server = createServer(
		serve({
			...{ clock, time, config, faults, journal: new Journal() },
			route: ({ headers, url = '/' }) => ({
				host: (headers.host ?? '').toLowerCase(),
				...splitUrl(url)
			}),
			cors: (exchange) => ossCors(config.current, exchange),
			handler: oss.handler
		})
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	const urlOf = ({ key = 'k', query = {} }: Sending) => {
		const pairs = Object.entries(query).map(([name, value]) =>
			value === '' ? encode(name) : `${encode(name)}=${encode(value)}`
		);
		const search = pairs.length > 0 ? `?${pairs.join('&')}` : '';
		return `${origin}/${oss.bucket}${encodePath(`/${key}`)}${search}`;
	};
	const signedRequest = ({ method, key = 'k', query = {}, headers = {} }: Sending) => ({
		...{ method, bucket: oss.bucket, key, headers },
		query: Object.entries(query)
	});
	const test: TestOss = {
		...{ origin, oss, config, faults, callbacks: [], token: oss.tokens.issue(3600) },
		receive: () => Promise.resolve({ status: 200, body: '{"state":true}' }),
		sign(sending) {
			const { accessKeyId, accessKeySecret, securityToken } = test.token;
			const headers = {
				'x-oss-date': new Date(time.now()).toUTCString(),
				...(securityToken && { 'x-oss-security-token': securityToken }),
				...sending.headers,
				authorization: `OSS ${accessKeyId}:unknown`
			};
			const date = Date.parse(headers['x-oss-date']);
			const now = Number.isNaN(date) ? time.now() : date;
			const claim = readV1Header(signedRequest({ ...sending, headers }), { now, region: '' });
			const signature = signV1(accessKeySecret, claim.stringToSign);
			return { ...headers, authorization: `OSS ${accessKeyId}:${signature}` };
		},
		send: (sending) =>
			fetch(urlOf(sending), {
				method: sending.method,
				headers: test.sign(sending),
				...(sending.body !== undefined && { body: bytesOf(sending.body) })
			}),
		presign(sending, seconds = 60) {
			const { accessKeyId, accessKeySecret, securityToken } = test.token;
			const query = {
				...sending.query,
				OSSAccessKeyId: accessKeyId,
				Expires: String(time.seconds() + seconds),
				...(securityToken && { 'security-token': securityToken }),
				Signature: 'unknown'
			};
			const request = signedRequest({ ...sending, query });
			const claim = readV1Query(request, { now: 0, region: '' });
			const Signature = signV1(accessKeySecret, claim.stringToSign);
			return urlOf({ ...sending, query: { ...query, Signature } });
		},
		async close() {
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
			await disk.close();
		}
	};
	return test;
}

/** bytesOf a body: fetch would give a text a Content-Type, which would not be signed. */
export function bytesOf(body: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	return typeof body === 'string' ? new TextEncoder().encode(body) : body;
}

/** rawRequest sends what fetch would not: another Host header, or no Content-Length. */
export function rawRequest(
	url: string,
	method: string,
	headers: Readonly<Record<string, string>>,
	chunks: readonly string[] = []
): Promise<{ readonly status: number; readonly text: string }> {
	return new Promise((resolve, reject) => {
		const sent = httpRequest(url, { method, headers }, (response) => {
			let text = '';
			response.on('data', (chunk: Buffer) => (text += chunk.toString()));
			response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
		});
		sent.on('error', reject);
		for (const chunk of chunks) sent.write(chunk);
		sent.end();
	});
}

/** field gives the text of an XML element, entities as they are. */
export function field(xml: string, name: string): string {
	return new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml)?.[1] ?? '';
}

/** codeOf gives status and error code of an answer, for example `403 AccessDenied`. */
export async function codeOf(response: Response): Promise<string> {
	return `${response.status} ${field(await response.text(), 'Code')}`;
}

/** upperMd5 is the ETag of `bytes` without its quotes. */
export function upperMd5(bytes: string | Uint8Array): string {
	return createHash('md5').update(bytes).digest('hex').toUpperCase();
}

/** base64 of a text, or of the JSON of anything else. */
export function base64(value: string | object): string {
	return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64');
}

/** initiate opens a multipart upload of `k` and gives its id. */
export async function initiate(
	test: TestOss,
	query: Readonly<Record<string, string>> = {}
): Promise<string> {
	const answer = await test.send({ method: 'POST', query: { uploads: '', ...query } });
	return field(await answer.text(), 'UploadId');
}

/** putPart sends one part of an upload of `k`. */
export function putPart(
	test: TestOss,
	uploadId: string,
	number: number,
	body: string | Uint8Array<ArrayBuffer>,
	headers: Readonly<Record<string, string>> = {}
): Promise<Response> {
	const query = { partNumber: String(number), uploadId };
	return test.send({ method: 'PUT', query, headers, body });
}

/** partList is the body of a completion of parts, by number and content. */
export function partList(parts: readonly (readonly [number, string | Uint8Array])[]): string {
	const items = parts.map(
		([number, body]) =>
			`<Part><PartNumber>${number}</PartNumber><ETag>"${upperMd5(body)}"</ETag></Part>`
	);
	return `<CompleteMultipartUpload>${items.join('')}</CompleteMultipartUpload>`;
}

/** complete ends an upload of `k`. */
export function complete(
	test: TestOss,
	uploadId: string,
	body: string,
	headers: Readonly<Record<string, string>> = {}
): Promise<Response> {
	const type = { 'content-type': 'application/xml' };
	return test.send({ method: 'POST', query: { uploadId }, headers: { ...type, ...headers }, body });
}
