import type { Reply } from '../../http/exchange';
import { partUrl } from '../part-urls';
import type { Item } from '../tree';
import { done, lacking, type BearerCall, type OpenEndpoints } from './call';
import { finish, isSingle, sessionFrom } from './finish';

const MAX_SLICE = 10_000;

/** uploadV1Endpoints take slices by presigned PUTs (123pan.md §15.6). */
export const uploadV1Endpoints: OpenEndpoints = {
	'POST /upload/v1/file/get_upload_url': { answer: getUploadUrl },
	'POST /upload/v1/file/list_upload_parts': { answer: listUploadParts },
	'POST /upload/v1/file/upload_complete': { answer: uploadComplete },
	'POST /upload/v1/file/upload_async_result': { answer: asyncResult }
};

function getUploadUrl(call: BearerCall): Reply {
	const session = sessionFrom(call);
	const number = call.fields.whole('sliceNo') ?? 0;
	const single = isSingle(session);
	if (number < 1 || number > (single ? 1 : MAX_SLICE)) throw lacking('sliceNo');
	const mode = single ? 'single' : 'multi';
	const presignedURL = partUrl(call.world, { ...session, mode }, number);
	return done({ presignedURL, isMultipart: !single });
}

/** Of a file of one slice nothing is listed. */
function listUploadParts(call: BearerCall): Reply {
	const { bucket, key, uploadId } = sessionFrom(call);
	const parts = [...(call.world.store.upload(uploadId, bucket, key)?.parts.values() ?? [])]
		.sort((a, b) => a.number - b.number)
		.map(({ number, piece }) => ({
			partNumber: String(number),
			size: piece.size,
			etag: piece.md5
		}));
	return done({ parts });
}

async function uploadComplete(call: BearerCall): Promise<Reply> {
	const item = await finish(call.world, sessionFrom(call));
	return done({ async: item === null, ...result(item) });
}

async function asyncResult(call: BearerCall): Promise<Reply> {
	const session = sessionFrom(call);
	// Before the completion there is nothing to wait for.
	if (!session.content) return done(result(null));
	return done(result(await finish(call.world, session)));
}

function result(item: Item | null) {
	return { completed: item !== null, fileID: item?.id ?? 0 };
}
