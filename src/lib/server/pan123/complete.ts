import * as v from 'valibot';
import type { RemoteFile } from '../../drives/drive';
import { TransferError } from '../../kernel/errors';
import type { Completion } from '../backend';
import type { Api } from './call';
import { errorOf, type Envelope } from './errors';
import { findEntry } from './files';
import { itemSchema, toRemoteFile } from './items';
import { matches, type Wanted } from './match';
import type { SessionSecret } from './secret';

const doneSchema = v.looseObject({ file_info: itemSchema });

/**
 * complete commits an upload and resolves only with a file whose name, size and digest are right.
 * The service answers 0 without storing when it dislikes the request, so an answer without
 * `file_info` proves nothing. Rejects `parts-missing`, `digest-mismatch`, `not-finalised`,
 * `session-lost`; the last two after a look into the folder. 123pan.md §9.7
 */
export async function complete(
	api: Api,
	session: SessionSecret,
	completion: Completion
): Promise<RemoteFile> {
	const wanted = renamable(session);
	const landed = () => findEntry(api, session.folderId, (entry) => matches(entry, wanted));
	if (completion.again) {
		const earlier = await landed();
		if (earlier) return earlier;
		if (completion.lookOnly) throw new TransferError('not-finalised');
	}
	refuseGaps(session, completion);
	const envelope = await api.ask('POST', 'file/upload_complete/v2', {
		fileId: Number(session.fileId),
		bucket: session.bucket,
		fileSize: session.size,
		key: session.key,
		isMultipart: session.mode === 'multi',
		uploadId: session.uploadId,
		StorageNode: session.storageNode
	});
	const shown = shownBy(envelope, session);
	if (shown) {
		if (matches(shown, wanted)) return shown;
		const detail = `${shown.name}, ${shown.size} bytes, MD5 ${shown.digests.md5 ?? 'unknown'}`;
		throw new TransferError('digest-mismatch', { detail });
	}
	const error = unclear(envelope);
	if (error.code !== 'not-finalised' && error.code !== 'session-lost') throw error;
	const found = await landed();
	if (found) return found;
	throw error;
}

/** Where somebody took the name while the bytes went up, the file is there under a free one. §9.3 */
function renamable(session: SessionSecret): Wanted {
	return session.conflict === 'overwrite' ? session : { ...session, conflict: 'keep-both' };
}

function refuseGaps(session: SessionSecret, { receipts }: Completion): void {
	if (session.mode === 'single') return;
	const parts = Math.ceil(session.size / session.sliceSize);
	const have = new Set(receipts.map(({ number }) => number));
	for (let number = 1; number <= parts; number++) {
		if (!have.has(number)) throw new TransferError('parts-missing', { detail: `part ${number}` });
	}
}

function shownBy(envelope: Envelope, session: SessionSecret): RemoteFile | undefined {
	if (envelope.code !== 0) return undefined;
	const done = v.safeParse(doneSchema, envelope.data);
	if (!done.success) return undefined;
	return toRemoteFile(done.output.file_info, session.folderId);
}

function unclear(envelope: Envelope): TransferError {
	if (envelope.code !== 0) return errorOf(envelope);
	return errorOf({ code: 5053, message: 'the answer shows no file', data: null });
}
