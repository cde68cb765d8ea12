import type { Reply } from '../http/exchange';
import type { Pair } from '../s3/encoding';
import { presign } from '../s3/sigv4';
import { REGION } from '../s3/storage';
import { post, type Endpoint, type SignedInCall } from './call';
import { missing, ok, Refusal } from './envelope';
import type { UploadSession } from './sessions';
import type { World } from './world';

/** STORAGE_KEY signs the URLs that the web API hands out. It opens nothing but this sandbox. */
export const STORAGE_KEY = {
	accessKeyId: 'SANDBOXKEY0000000123',
	secretAccessKey: 'sandbox-storage-secret-of-123pan-00000001'
};

const MAX_PART = 10_000;

/** partUrlEndpoints hand out presigned URLs and list stored parts (123pan.md §9.4, §9.6). */
export const partUrlEndpoints: Readonly<Record<string, Endpoint>> = {
	'/file/s3_upload_object/auth': post((call) => partUrls(call, 'single')),
	'/file/s3_repare_upload_parts_batch': post((call) => partUrls(call, 'multi')),
	'/file/s3_list_upload_parts': post(listUploadParts)
};

/** sessionFrom finds the session that a call's `uploadId`, `bucket` and `key` name together. */
export function sessionFrom({ world, account, fields }: SignedInCall): UploadSession | undefined {
	const session = world.sessions.find(account, fields.text('uploadId'));
	const fits = session?.bucket === fields.text('bucket') && session?.key === fields.text('key');
	return fits ? session : undefined;
}

/** storageFailure is code -1, the web API's way to pass a storage error on (§4.3). */
export function storageFailure(operation: string, code: string, status: number): Refusal {
	return new Refusal(
		-1,
		`operation error S3: ${operation}, https response error StatusCode: ${status}, api error ${code}: UnknownError`
	);
}

function partUrls(call: SignedInCall, mode: 'single' | 'multi'): Reply {
	const { world, fields } = call;
	for (const name of ['bucket', 'key', 'uploadId', 'StorageNode'])
		if (!fields.text(name)) throw missing(name);
	const session = sessionFrom(call);
	if (!session || session.finished) throw storageFailure('UploadPart', 'NoSuchUpload', 404);
	const start = fields.whole('partNumberStart') ?? 0;
	// The end is exclusive, yet one script sends end = start and gets that part.
	const end = Math.max(fields.whole('partNumberEnd') ?? 0, start + 1);
	if (start < 1 || end > MAX_PART + 1) throw missing('partNumberStart');
	if (mode === 'single' && (start !== 1 || end !== 2)) throw missing('partNumberStart');
	session.mode = mode;
	const urls: Record<string, string> = {};
	for (let number = start; number < end; number++)
		urls[String(number)] = partUrl(world, session, number);
	return ok({ presignedUrls: urls });
}

/** A single-part URL is a plain object PUT, without part number or upload id (§9.4). */
export function partUrl(
	world: World,
	session: Pick<UploadSession, 'mode' | 'bucket' | 'key' | 'uploadId'>,
	number: number
): string {
	const { protocol, host, port } = new URL(world.storageOrigin);
	const virtual = world.config.current.storageStyle === 'virtual';
	const query: Pair[] =
		session.mode === 'single'
			? [['x-id', 'PutObject']]
			: [
					['partNumber', String(number)],
					['uploadId', session.uploadId],
					['x-id', 'UploadPart']
				];
	return presign({
		method: 'PUT',
		scheme: protocol.slice(0, -1),
		host: virtual ? `${session.bucket}.s3.localhost:${port}` : host,
		path: virtual ? `/${session.key}` : `/${session.bucket}/${session.key}`,
		query,
		region: REGION,
		now: world.time.now(),
		expiresIn: world.config.current.urlLifetime,
		credentials: STORAGE_KEY
	}).url;
}

function listUploadParts(call: SignedInCall): Reply {
	const { world, fields } = call;
	if (!fields.text('uploadId')) throw missing('uploadId');
	const session = sessionFrom(call);
	const upload = session && world.store.upload(session.uploadId, session.bucket, session.key);
	if (!upload || session.finished) throw storageFailure('ListParts', 'NoSuchKey', 404);
	const parts = [...upload.parts.values()]
		.sort((a, b) => a.number - b.number)
		.map(({ number, piece }) => ({
			ETag: piece.md5,
			PartNumber: String(number),
			Size: String(piece.size)
		}));
	return ok({ Parts: parts.length > 0 ? parts : null });
}
