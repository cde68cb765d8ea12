import type { Receipt } from '../../drives/drive';
import { TransferError } from '../../kernel/errors';
import type { Doors } from '../backend';
import { regionOf } from '../oss/address';
import { classifyOss, parseInitiate, parseOssListParts, type OssOperation } from '../oss/answers';
import type { OssObject, StsSet } from '../oss/credentials';
import { ossSigner, ossUrl, type OssRequest, type Signer } from '../oss/signer';
import { callbackHeaders } from './callback';
import { ossErrorOf } from './oss-error';
import type { SessionSecret } from './session';
import type { KeptSts, StsKeeper } from './sts';

/** Of the bucket, where the endpoint's host does not tell it. object-storage.md §4 */
const REGION = 'cn-shenzhen';
const PAGE_PARTS = 1000;

/** Upload: an upload at OSS, of which `id` is empty for a single PUT. */
export interface Upload extends OssObject {
	readonly id: string;
	readonly sts?: KeptSts | undefined;
}

/** Storage: the small calls to OSS that the proxy makes itself. Every method rejects TransferError. */
export interface Storage {
	readonly keeper: StsKeeper;
	signer(endpoint: string): Signer;
	/** initiate gives an upload id. `inOrder`: OSS hashes the parts as they come. 115.md §7.3 */
	initiate(target: OssObject, inOrder: boolean): Promise<string>;
	/** listParts gives what came, ascending. Rejects `session-lost`. */
	listParts(upload: Upload): Promise<readonly Receipt[]>;
	/**
	 * complete makes the object and gives the drive's words. Rejects `callback-failed` for a 203,
	 * `session-lost`, `parts-missing`.
	 */
	complete(session: SessionSecret, receipts: readonly Omit<Receipt, 'size'>[]): Promise<string>;
	/** abort ends an upload; one that is gone already does no harm. */
	abort(upload: Upload): Promise<void>;
}

/** Call: one request before it is signed. */
interface Call {
	readonly operation: OssOperation;
	readonly request: OssRequest;
	readonly body?: string;
	readonly sts?: KeptSts | undefined;
}

/**
 * createStorage signs by the server's setting. `hashSwitch`: say `x-oss-enable-sha1` too, as the
 * clients of the cookie API do. 115.md §7
 */
export function createStorage(doors: Doors, keeper: StsKeeper, hashSwitch: boolean): Storage {
	const { egress, realm, clock, pan115 } = doors;
	const signer = (endpoint: string) => ossSigner(pan115.ossSignature, regionOf(endpoint) ?? REGION);

	const sendOnce = async (call: Call, keys: StsSet) => {
		const { request, operation, body } = call;
		const { method, target, query = {}, headers = {} } = request;
		const signed = await signer(target.endpoint).headers(request, keys, clock.now());
		const init = { method, headers: { ...headers, ...signed }, ...(body && { body }) };
		const { status, text, ...answer } = await egress.storage(realm, ossUrl(target, query), init);
		const seen = Object.fromEntries(answer.headers);
		return { text, verdict: classifyOss(status, seen, text, operation) };
	};

	/** Keys that are refused are replaced once. */
	const send = async (call: Call): Promise<string> => {
		const keys = await keeper.keys(call.sts);
		let { text, verdict } = await sendOnce(call, keys);
		if (verdict.action === 'refresh-credentials') {
			({ text, verdict } = await sendOnce(call, await keeper.replace(keys)));
		}
		// What the drive itself says is read elsewhere, a no as well.
		if (verdict.action === 'ok' || verdict.json) return text;
		throw ossErrorOf(verdict);
	};

	return {
		keeper,
		signer,
		async initiate(target, inOrder) {
			const order = inOrder ? { sequential: null } : {};
			const hash = inOrder && hashSwitch ? { 'x-oss-enable-sha1': null } : {};
			const query = { ...order, uploads: null, ...hash };
			const text = await send({
				operation: 'InitiateMultipartUpload',
				request: { method: 'POST', target, query }
			});
			const uploadId = parseInitiate(text)?.uploadId;
			if (uploadId) return uploadId;
			throw new TransferError('unreadable-answer', { detail: 'OSS gave no upload id' });
		},
		async listParts({ id, sts, ...target }) {
			const receipts: Receipt[] = [];
			for (let marker = 0; ;) {
				const query = {
					uploadId: id,
					'max-parts': String(PAGE_PARTS),
					...(marker > 0 && { 'part-number-marker': String(marker) })
				};
				const request = { method: 'GET', target, query } as const;
				const page = parseOssListParts(await send({ operation: 'ListParts', request, sts }));
				if (!page) throw new TransferError('unreadable-answer', { detail: 'no list of parts' });
				for (const { partNumber, etag, size } of page.parts) {
					receipts.push({ number: partNumber, size, etag: bare(etag) });
				}
				if (!page.isTruncated || page.nextPartNumberMarker <= marker) break;
				marker = page.nextPartNumberMarker;
			}
			return receipts.sort((a, b) => a.number - b.number);
		},
		complete(session, receipts) {
			const { endpoint, bucket, object, uploadId, sts } = session;
			const request = {
				method: 'POST',
				target: { endpoint, bucket, object },
				query: { uploadId },
				headers: { 'content-type': 'application/xml', ...callbackHeaders(session) }
			} as const;
			const body = completionOf(receipts);
			return send({ operation: 'CompleteMultipartUpload', request, body, sts });
		},
		async abort({ id, sts, ...target }) {
			const request = { method: 'DELETE', target, query: { uploadId: id } } as const;
			await send({ operation: 'AbortMultipartUpload', request, sts }).catch((error: unknown) => {
				if (!(error instanceof TransferError && error.code === 'session-lost')) throw error;
			});
		}
	};
}

function completionOf(receipts: readonly Omit<Receipt, 'size'>[]): string {
	const parts = receipts.map(
		({ number, etag }) =>
			`<Part><PartNumber>${number}</PartNumber><ETag>"${etag.toUpperCase()}"</ETag></Part>`
	);
	return `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
}

function bare(etag: string): string {
	return etag.replaceAll('"', '').toLowerCase();
}
