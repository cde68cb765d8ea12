import { readText } from '../http/body';
import type { Reply } from '../http/exchange';
import { encodePath } from '../s3/encoding';
import { element, parsePartRefs } from '../s3/xml';
import { locationOf, sums, xmlReply } from './answers';
import { callbackOf } from './callback-value';
import { invalidArgument, OssError } from './errors';
import { finish } from './finish';
import { contextsHold, parseContext } from './hash-context';
import { refuseOverwrite } from './objects';
import type { OssParts, OssRequest } from './parts';
import { receive } from './receive';
import { chooseParts } from './choose-parts';
import type { OssUpload } from './store';

const [PAGE, MAX_PART] = [1000, 10_000];

/** initiate answers InitiateMultipartUpload, with the switches that SDKs know (§6.3). */
export async function initiate(parts: OssParts, request: OssRequest): Promise<Reply> {
	refuseOverwrite(parts, request);
	const { bucket, key, query } = request;
	const upload = parts.store.createUpload({
		bucket,
		key,
		sequential: query.has('sequential'),
		withHashContext: query.has('withHashContext'),
		contentType: request.headers['content-type'] ?? ''
	});
	return xmlReply('InitiateMultipartUploadResult', [
		element('Bucket', bucket),
		element('Key', key),
		element('UploadId', upload.id)
	]);
}

/** uploadPart answers UploadPart; sequential uploads take parts in order, one at a time (§6.3). */
export async function uploadPart(parts: OssParts, request: OssRequest): Promise<Reply> {
	const text = request.query.get('partNumber') ?? '';
	const number = Number(text);
	if (!/^\d+$/.test(text) || number < 1 || number > MAX_PART)
		throw new OssError('InvalidArgument', {
			message: `Part number must be an integer between 1 and ${MAX_PART}, inclusive.`,
			details: { ArgumentName: 'partNumber', ArgumentValue: text },
			ec: '0017-00000220'
		});
	const upload = openUpload(parts, request);
	const hashContext = contextOf(request);
	const leave = enter(upload, number);
	try {
		const received = await receive(parts, request);
		await parts.store.putPart(upload, { ...received, number, hashContext });
		const etag = received.piece.md5.toUpperCase();
		return { status: 200, headers: sums({ etag, crc64: received.crc64 }) };
	} finally {
		leave();
	}
}

/** listParts answers ListParts, at most 1000 a page (§6.5). */
export async function listParts(parts: OssParts, request: OssRequest): Promise<Reply> {
	const upload = openUpload(parts, request);
	const max = numberOf(request, 'max-parts', PAGE, 1, PAGE);
	const marker = numberOf(request, 'part-number-marker', 0, 0, Number.MAX_SAFE_INTEGER);
	const encoding = request.query.get('encoding-type');
	if (encoding !== null && encoding !== 'url')
		throw invalidArgument('encoding-type', encoding, 'The encoding type is url or none.');
	const rest = [...upload.parts.values()]
		.filter(({ number }) => number > marker)
		.sort((a, b) => a.number - b.number);
	const page = rest.slice(0, max);
	return xmlReply('ListPartsResult', [
		...(encoding ? [element('EncodingType', encoding)] : []),
		element('Bucket', request.bucket),
		element('Key', encoding ? encodePath(request.key) : request.key),
		element('UploadId', upload.id),
		element('StorageClass', 'Standard'),
		element('PartNumberMarker', marker),
		element('NextPartNumberMarker', page.at(-1)?.number ?? 0),
		element('MaxParts', max),
		element('IsTruncated', String(rest.length > max)),
		...page.map(({ number, piece, crc64, storedAt }) =>
			element('Part', [
				element('PartNumber', number),
				element('LastModified', new Date(storedAt).toISOString()),
				element('ETag', `"${piece.md5.toUpperCase()}"`),
				element('HashCrc64ecma', String(crc64)),
				element('Size', piece.size)
			])
		)
	]);
}

/** complete answers CompleteMultipartUpload, and its callback; the upload is gone then (§6.6, §7). */
export async function complete(parts: OssParts, request: OssRequest): Promise<Reply> {
	const callback = callbackOf(request);
	const body = await readText(request.body);
	const upload = openUpload(parts, request);
	refuseOverwrite(parts, request);
	const all = request.headers['x-oss-complete-all'] === 'yes';
	if (all && body !== '')
		throw invalidArgument('x-oss-complete-all', 'yes', 'A body is not allowed with it.');
	const refs = all ? 'all' : parsePartRefs(body);
	if (!refs) throw new OssError('MalformedXML');
	const chosen = chooseParts(upload, refs, parts.config.current.ossMinPartSize);
	const whole = chosen.length === upload.parts.size;
	const hashed = whole && (upload.sequential || (await contextsHold(upload, chosen)));
	// While the contexts were checked somebody else may have ended the upload.
	openUpload(parts, request);
	const object = await parts.store.completeUpload(upload, chosen, hashed);
	const plain = xmlReply('CompleteMultipartUploadResult', [
		element('Location', locationOf(object)),
		element('Bucket', object.bucket),
		element('Key', object.key),
		element('ETag', `"${object.etag}"`)
	]);
	const headers = { ...plain.headers, ...sums(object) };
	const finished = { request, object, callback, operation: 'CompleteMultipartUpload' } as const;
	return finish(parts, finished, { ...plain, headers });
}

/** abort answers AbortMultipartUpload (§6.7). */
export async function abort(parts: OssParts, request: OssRequest): Promise<Reply> {
	await parts.store.abortUpload(openUpload(parts, request));
	return { status: 204 };
}

function openUpload({ store }: OssParts, request: OssRequest): OssUpload {
	return store.upload(request.query.get('uploadId') ?? '', request.bucket, request.key);
}

/** enter lets a part of a sequential upload in if it is its turn, and gives what ends the turn. */
function enter(upload: OssUpload, number: number): () => void {
	if (!upload.sequential) return () => {};
	const stored = upload.parts.get(number);
	if (stored)
		throw new OssError('PartAlreadyExist', {
			ec: '0042-00000108',
			details: { PartEtag: `"${stored.piece.md5.toUpperCase()}"`, PartNumber: number }
		});
	if (upload.busy || number !== upload.parts.size + 1) throw new OssError('PartNotSequential');
	upload.busy = true;
	return () => void (upload.busy = false);
}

function contextOf({ headers, query }: OssRequest): string | null {
	const value = headers['x-oss-hash-ctx'] ?? query.get('x-oss-hash-ctx');
	if (value === null) return null;
	if (!parseContext(String(value)))
		throw invalidArgument('x-oss-hash-ctx', String(value), 'This is no state of a SHA-1.');
	return String(value);
}

function numberOf(request: OssRequest, name: string, otherwise: number, min: number, max: number) {
	const text = request.query.get(name);
	if (text === null) return otherwise;
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= min && value <= max) return value;
	throw invalidArgument(name, text, `${name} is a whole number from ${min} to ${max}.`);
}
