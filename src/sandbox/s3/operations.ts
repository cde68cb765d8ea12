import type { ConfigStore } from '../config';
import { readContent } from '../content';
import type { Disk, Piece } from '../disk';
import type { Exchange, Reply } from '../http/exchange';
import { readText } from '../http/body';
import { S3Error } from './errors';
import { parseRange } from './range';
import type { MultipartUpload, ObjectStore } from './store';
import { element, NAMESPACE, parsePartRefs, xml, type Xml } from './xml';

/** Place is the object that a storage request is about. */
export interface Place {
	readonly bucket: string;
	readonly key: string;
}

/** StorageParts is what the operations need. */
export interface StorageParts {
	readonly store: ObjectStore;
	readonly disk: Disk;
	readonly config: ConfigStore;
}

const PAGE = 1000;

/** putPart answers UploadPart. Any number is accepted, as radosgw does, except by profile `aws`. */
export async function putPart(parts: StorageParts, exchange: Exchange, place: Place) {
	const text = exchange.query.get('partNumber') ?? '';
	const number = Number(text);
	const strict = parts.config.current.storageProfile === 'aws';
	if (!/^\d+$/.test(text) || (strict && (number < 1 || number > 10_000)))
		throw new S3Error('InvalidArgument');
	const upload = openUpload(parts, exchange, place, 'NoSuchUpload');
	const piece = await receive(parts.disk, exchange);
	await parts.store.putPart(upload, number, piece);
	return stored(piece);
}

/** putObject answers PutObject. */
export async function putObject(parts: StorageParts, exchange: Exchange, place: Place) {
	const piece = await receive(parts.disk, exchange);
	const type = exchange.headers['content-type'] ?? '';
	parts.store.putObject(place.bucket, place.key, piece, type);
	return stored(piece);
}

/** listParts answers ListParts, at most 1000 a page; radosgw says NoSuchKey for a finished upload. */
export async function listParts(parts: StorageParts, exchange: Exchange, place: Place) {
	const rgw = parts.config.current.storageProfile === 'rgw';
	const upload = openUpload(parts, exchange, place, rgw ? 'NoSuchKey' : 'NoSuchUpload');
	const asked = Number(exchange.query.get('max-parts') ?? PAGE);
	const max = Math.min(PAGE, Number.isInteger(asked) && asked > 0 ? asked : PAGE);
	const marker = Number(exchange.query.get('part-number-marker') ?? 0) || 0;
	const rest = [...upload.parts.values()]
		.filter(({ number }) => number > marker)
		.sort((a, b) => a.number - b.number);
	const page = rest.slice(0, max);
	return answer('ListPartsResult', [
		element('Bucket', place.bucket),
		element('Key', place.key),
		element('UploadId', upload.id),
		element('StorageClass', 'STANDARD'),
		element('PartNumberMarker', marker),
		element('NextPartNumberMarker', page.at(-1)?.number ?? 0),
		element('MaxParts', max),
		element('IsTruncated', String(rest.length > max)),
		...page.map(({ number, piece, storedAt }) =>
			element('Part', [
				element('LastModified', new Date(storedAt).toISOString()),
				element('PartNumber', number),
				element('ETag', `"${piece.md5}"`),
				element('Size', piece.size)
			])
		)
	]);
}

/** createUpload answers CreateMultipartUpload. */
export async function createUpload(parts: StorageParts, _exchange: Exchange, place: Place) {
	const upload = parts.store.createUpload(place.bucket, place.key);
	return answer('InitiateMultipartUploadResult', [
		element('Bucket', place.bucket),
		element('Key', place.key),
		element('UploadId', upload.id)
	]);
}

/**
 * completeUpload answers CompleteMultipartUpload. radosgw's first answer has an empty ETag and a
 * repeat of the same list succeeds; another list is an InternalError (object-storage.md §14).
 */
export async function completeUpload(parts: StorageParts, exchange: Exchange, place: Place) {
	const { storageProfile, minPartSize } = parts.config.current;
	const rgw = storageProfile === 'rgw';
	const refs = parsePartRefs(await readText(exchange.body));
	if (!refs) throw new S3Error('MalformedXML');
	if (!rgw && refs.some((ref, i) => i > 0 && ref.number <= (refs[i - 1]?.number ?? 0)))
		throw new S3Error('InvalidPartOrder');
	const id = exchange.query.get('uploadId') ?? '';
	const done = parts.store.finished(id);
	if (done && rgw) {
		if (done.refs !== JSON.stringify(refs)) throw new S3Error('InternalError');
		return completed(place, done.etag);
	}
	const upload = openUpload(parts, exchange, place, 'NoSuchUpload');
	const object = parts.store.completeUpload(upload, refs, minPartSize);
	return completed(place, rgw ? '' : object.etag);
}

/** abortUpload answers AbortMultipartUpload. */
export async function abortUpload(parts: StorageParts, exchange: Exchange, place: Place) {
	await parts.store.abortUpload(openUpload(parts, exchange, place, 'NoSuchUpload'));
	return { status: 204 };
}

/** getObject answers GetObject and HeadObject, whole or one range. */
export async function getObject(parts: StorageParts, exchange: Exchange, place: Place) {
	const object = parts.store.object(place.bucket, place.key);
	if (!object) throw new S3Error('NoSuchKey');
	const { size } = object.content;
	const range = parseRange(exchange.headers.range, size);
	if (range === 'unsatisfiable') throw new S3Error('InvalidRange');
	const { start, end } = range ?? { start: 0, end: size };
	const override = exchange.query.get('response-content-disposition');
	return {
		status: range ? 206 : 200,
		headers: {
			'content-type': object.contentType || 'application/octet-stream',
			'content-length': String(end - start),
			'accept-ranges': 'bytes',
			etag: `"${object.etag}"`,
			'last-modified': new Date(object.storedAt).toUTCString(),
			...(range && { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
			...(override && { 'content-disposition': override })
		},
		...(exchange.method === 'GET' && { body: readContent(object.content, { start, end }) })
	};
}

function openUpload(
	{ store }: StorageParts,
	exchange: Exchange,
	place: Place,
	missing: 'NoSuchUpload' | 'NoSuchKey'
): MultipartUpload {
	const upload = store.upload(exchange.query.get('uploadId') ?? '', place.bucket, place.key);
	if (!upload) throw new S3Error(missing);
	return upload;
}

/** Content-MD5 is checked even though it is not signed (object-storage.md §13). */
async function receive(disk: Disk, exchange: Exchange): Promise<Piece> {
	if (exchange.headers['content-length'] === undefined) throw new S3Error('MissingContentLength');
	const claim = exchange.headers['content-md5'];
	const digest = typeof claim === 'string' ? Buffer.from(claim, 'base64') : null;
	if (digest && digest.length !== 16) throw new S3Error('InvalidDigest');
	const piece = await disk.receive(exchange.body);
	if (digest && digest.toString('hex') !== piece.md5) {
		await disk.remove(piece);
		throw new S3Error('BadDigest');
	}
	return piece;
}

function stored(piece: Piece): Reply {
	return { status: 200, headers: { etag: `"${piece.md5}"`, 'content-length': '0' } };
}

function completed(place: Place, etag: string): Reply {
	return answer('CompleteMultipartUploadResult', [
		element('Location', `/${place.bucket}/${place.key}`),
		element('Bucket', place.bucket),
		element('Key', place.key),
		element('ETag', etag && `"${etag}"`)
	]);
}

function answer(root: string, content: readonly Xml[]): Reply {
	return {
		status: 200,
		headers: { 'content-type': 'application/xml' },
		body: xml(element(root, content, NAMESPACE))
	};
}
