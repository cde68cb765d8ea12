import { digestsOf, type Content } from '../content';
import type { Reply } from '../http/exchange';
import { S3Error } from '../s3/errors';
import type { MultipartUpload } from '../s3/store';
import { post, type Endpoint, type SignedInCall } from './call';
import { missing, ok, Refusal } from './envelope';
import { viewItem } from './item-view';
import { sessionFrom, storageFailure } from './part-urls';
import type { UploadSession } from './sessions';
import type { World } from './world';

const ZERO_DATE = '0001-01-01T00:00:00Z';

/** completeEndpoints commit uploads, the current way and the old ones (123pan.md §9.7, §9.8). */
export const completeEndpoints: Readonly<Record<string, Endpoint>> = {
	'/file/upload_complete/v2': post(completeV2),
	'/file/s3_complete_multipart_upload': post(joinParts),
	'/file/upload_complete': post(completeLegacy)
};

/**
 * completeV2 answers code 0 with empty data, and stores nothing, when a field lacks or `isMultipart`
 * contradicts the way the URLs were obtained: exactly as silent as the real one.
 */
async function completeV2(call: SignedInCall): Promise<Reply> {
	const { world, account, fields } = call;
	if (fields.whole('fileId') === undefined) throw missing('fileId');
	const session = sessionFrom(call);
	const fileSize = fields.whole('fileSize');
	const multipart = fields.flag('isMultipart');
	if (!session) {
		if (fields.text('uploadId') && !world.sessions.find(account, fields.text('uploadId')))
			throw storageFailure('CompleteMultipartUpload', 'NoSuchUpload', 404);
		return ok({});
	}
	if (session.finished) throw storageFailure('CompleteMultipartUpload', 'NoSuchUpload', 404);
	const fits =
		session.mode !== 'none' &&
		multipart === (session.mode === 'multi') &&
		fileSize !== undefined &&
		fields.whole('fileId') === session.provisionalId &&
		fields.text('StorageNode') !== undefined;
	if (!fits) return ok({});
	if (fileSize !== session.plan.size) throw new Refusal(1, '文件大小不一致');
	if (session.completions++ < world.config.current.notFinalised)
		throw new Refusal(5053, '文件正在校验中,请稍后再试');
	return store(world, session, session.joined ?? gather(world, session));
}

/** joinParts is the legacy `s3_complete_multipart_upload`; a single PUT has nothing to join. */
function joinParts(call: SignedInCall): Reply {
	const session = sessionFrom(call);
	if (!session || session.finished || session.joined)
		throw storageFailure('CompleteMultipartUpload', 'NoSuchUpload', 404);
	if (session.mode !== 'multi')
		throw storageFailure('CompleteMultipartUpload', 'MalformedXML', 400);
	session.joined = gather(call.world, session);
	return ok({});
}

function completeLegacy({ world, account, fields }: SignedInCall): Reply | Promise<Reply> {
	const session = world.sessions.findById(account, fields.whole('fileId'));
	if (!session || session.finished || world.config.current.legacyCompletion === 'silent')
		return ok({});
	const content = session.joined ?? (session.mode === 'single' ? gather(world, session) : null);
	return content ? store(world, session, content) : ok({});
}

/** gather takes the session's bytes from storage; code -1 if they are not all there. */
function gather(world: World, session: UploadSession): Content {
	const { bucket, key, uploadId, plan } = session;
	if (session.mode === 'single') {
		const object = world.store.object(bucket, key);
		if (!object || object.serial <= session.serial)
			throw storageFailure('HeadObject', 'NoSuchKey', 404);
		if (object.content.size !== plan.size) throw new Refusal(1, '文件大小不一致');
		return object.content;
	}
	const upload = world.store.upload(uploadId, bucket, key);
	if (!upload) throw storageFailure('CompleteMultipartUpload', 'NoSuchUpload', 404);
	checkParts(upload, plan.size);
	try {
		const refs = [...upload.parts.values()].map((part) => ({
			number: part.number,
			etag: part.piece.md5
		}));
		return world.store.completeUpload(upload, refs, world.config.current.minPartSize).content;
	} catch (error) {
		if (!(error instanceof S3Error)) throw error;
		throw storageFailure('CompleteMultipartUpload', error.code, error.status);
	}
}

/** Parts must be 1, 2, 3 … without a gap and make up the whole file (§17.6). */
function checkParts(upload: MultipartUpload, size: number): void {
	const parts = [...upload.parts.values()];
	const sum = parts.reduce((total, { piece }) => total + piece.size, 0);
	const gap = parts.some(({ number }) => number < 1 || number > parts.length);
	if (gap || sum !== size) throw storageFailure('CompleteMultipartUpload', 'InvalidPart', 400);
}

async function store(world: World, session: UploadSession, content: Content): Promise<Reply> {
	const { plan } = session;
	if (world.config.current.verifyMd5 && (await digestsOf(content)).md5 !== plan.etag) {
		session.finished = true;
		throw new Refusal(1, '文件MD5校验失败');
	}
	session.finished = true;
	const tree = world.tree(plan.account);
	const taken = tree.named(plan.parent, plan.name);
	const overwrite = plan.duplicate === 2 && !taken?.folder ? taken : undefined;
	const item = world.putFile(plan.account, { ...plan, content, overwrite });
	if (world.config.current.completionInfo === 'missing') return ok({});
	const { FileId, FileName, Type, Size, Etag, ParentFileId } = viewItem(plan.account, item);
	return ok({
		file_info: {
			FileId,
			FileName,
			Type,
			Size,
			Etag,
			ParentFileId,
			CreateAt: ZERO_DATE,
			UpdateAt: ZERO_DATE,
			Status: 0
		}
	});
}
