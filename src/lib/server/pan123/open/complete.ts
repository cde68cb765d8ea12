import * as v from 'valibot';
import type { RemoteFile } from '../../../drives/drive';
import { TransferError } from '../../../kernel/errors';
import type { Completion, Doors } from '../../backend';
import { id, shape } from '../../fields';
import { matches, type Wanted } from '../match';
import type { OpenApi } from './call';
import { findEntry } from './find';
import { detailOf, toRemoteFile } from './listing';
import { toEntry } from './rows';
import { partsOf, type SessionSecret } from './secret';

/** How long one call asks whether the service has checked the bytes, and how often. §15.6 */
const POLLS = 12;
const POLL_MS = 1000;
const AGAIN_MS = 3000;
const NO_FILE = '0';

const doneSchema = v.nullable(
	v.looseObject({
		completed: v.optional(v.nullable(v.boolean()), false),
		fileID: v.optional(v.nullable(id), NO_FILE)
	})
);

/**
 * complete commits an upload and resolves only with a file whose name, size and digest are right. The
 * service compares the MD5 itself, which may take a while: it is asked every second, then rejects
 * `not-finalised`, and a later call finds the file. Rejects `parts-missing`, `digest-mismatch`,
 * `session-lost`, the last one after a look into the folder. 123pan.md §15.6
 */
export async function complete(
	api: OpenApi,
	doors: Doors,
	session: SessionSecret,
	completion: Completion
): Promise<RemoteFile> {
	const wanted = renamable(session);
	const landed = async () => {
		const fits = (entry: RemoteFile) => matches(entry, wanted);
		const found = await findEntry(api, session.folderId, session.name, fits);
		return found && toRemoteFile(found);
	};
	if (completion.again) {
		const earlier = await landed();
		if (earlier) return earlier;
		if (completion.lookOnly) throw new TransferError('not-finalised');
	}
	refuseGaps(session, completion);
	try {
		const fileId = await finished(api, doors, session);
		return shown(toRemoteFile(toEntry(await detailOf(api, fileId), session.folderId)), wanted);
	} catch (error) {
		if (!(error instanceof TransferError && DOUBTFUL.has(error.code))) throw error;
		const found = await landed();
		if (found) return found;
		if (error.code !== 'file-missing') throw error;
		throw new TransferError('not-finalised', { retryAfter: AGAIN_MS, cause: error });
	}
}

/** After these the file may be there all the same: an earlier commit may have made it. */
const DOUBTFUL: ReadonlySet<string> = new Set([
	'drive-refused',
	'name-taken',
	'session-lost',
	'not-finalised',
	'file-missing'
]);

/** finished commits, waits for the check, and gives the file's id. Rejects `not-finalised`. */
async function finished(api: OpenApi, doors: Doors, session: SessionSecret): Promise<string> {
	const ask = async (path: string): Promise<string | undefined> => {
		try {
			const payload = { preuploadID: session.preuploadId };
			const data = await api.call('POST', `upload/v1/file/${path}`, payload);
			const { completed, fileID } = shape(doneSchema, data) ?? {};
			return completed && fileID && fileID !== NO_FILE ? fileID : undefined;
		} catch (error) {
			const isChecking = error instanceof TransferError && error.code === 'not-finalised';
			if (isChecking) return undefined;
			throw error;
		}
	};
	let fileId = await ask('upload_complete');
	for (let polls = 0; fileId === undefined && polls < POLLS; polls++) {
		await doors.clock.sleep(POLL_MS);
		fileId = await ask('upload_async_result');
	}
	if (fileId !== undefined) return fileId;
	const detail = 'the upload is still being checked';
	throw new TransferError('not-finalised', { detail, retryAfter: AGAIN_MS });
}

function shown(file: RemoteFile, wanted: Wanted): RemoteFile {
	if (matches(file, wanted)) return file;
	const detail = `${file.name}, ${file.size} bytes, MD5 ${file.digests.md5 ?? 'unknown'}`;
	throw new TransferError('digest-mismatch', { detail });
}

/** Where somebody took the name while the bytes went up, the file is there under a free one. */
function renamable(session: SessionSecret): Wanted {
	return session.conflict === 'overwrite' ? session : { ...session, conflict: 'keep-both' };
}

function refuseGaps(session: SessionSecret, { receipts }: Completion): void {
	const parts = partsOf(session);
	if (parts === 1) return;
	const have = new Set(receipts.map(({ number }) => number));
	for (let number = 1; number <= parts; number++) {
		if (!have.has(number)) throw new TransferError('parts-missing', { detail: `part ${number}` });
	}
}
