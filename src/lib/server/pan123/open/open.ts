import * as v from 'valibot';
import type { ConflictPolicy, Digests, Draft, Existing, RemoteFile } from '../../../drives/drive';
import { TransferError } from '../../../kernel/errors';
import type { BackendOpening } from '../../backend';
import { count, id, shape } from '../../fields';
import { sha256Hex } from '../../vault';
import { toUpstreamId } from '../items';
import { matches } from '../match';
import type { OpenApi } from './call';
import { isRefusal, openErrorOf } from './errors';
import { findEntry } from './find';
import { entryNamed } from './folders';
import { detailOf, folderMissing, requireFolder, toRemoteFile } from './listing';
import { toEntry } from './rows';
import { partsOf, type SessionSecret } from './secret';

const MAX_PARTS = 10_000;
const DUPLICATE: Readonly<Partial<Record<ConflictPolicy, 1 | 2>>> = {
	'keep-both': 1,
	overwrite: 2
};
const NO_FILE = '0';

const openedSchema = v.looseObject({
	reuse: v.optional(v.boolean(), false),
	fileID: v.optional(v.nullable(id), NO_FILE),
	preuploadID: v.optional(v.nullable(v.string()), ''),
	sliceSize: v.optional(v.nullable(count), 0)
});
type Opened = v.InferOutput<typeof openedSchema>;

/**
 * open asks for an upload whose parts are presigned PUTs. Policies map to `duplicate`: keep-both 1,
 * overwrite 2, else absent; a taken name then fails like anything else, so the folder is asked for
 * it. Rejects `too-many-parts`, `folder-missing`. 123pan.md §15.6
 */
export async function open(api: OpenApi, draft: Draft, digests: Digests): Promise<BackendOpening> {
	const md5 = md5Of(digests);
	const { folderId, name, size, conflict } = draft;
	const envelope = await api.ask('POST', 'upload/v1/file/create', {
		parentFileID: toUpstreamId(folderId),
		filename: name,
		etag: md5,
		size,
		duplicate: DUPLICATE[conflict],
		containDir: false
	});
	if (envelope.code !== 0) return refused(api, draft, openErrorOf(envelope));
	const opened = shape(openedSchema, envelope.data);
	if (opened.reuse) return { kind: 'instant', file: await reused(api, draft, md5, opened) };
	return { kind: 'session', ...(await sessionOf(draft, md5, opened)) };
}

/** findOpened looks for what an earlier `open` may have made at once. */
export async function findOpened(
	api: OpenApi,
	{ folderId, ...draft }: Draft,
	digests: Digests
): Promise<RemoteFile | undefined> {
	const wanted = { ...draft, md5: md5Of(digests) };
	const found = await findEntry(api, folderId, draft.name, (entry) => matches(entry, wanted));
	return found && toRemoteFile(found);
}

async function refused(
	api: OpenApi,
	{ folderId, name, conflict }: Draft,
	error: TransferError
): Promise<BackendOpening> {
	if (!isRefusal(error)) return folderMissing(error);
	if (DUPLICATE[conflict] === undefined) {
		const entry = await entryNamed(api, folderId, name);
		if (entry) return { kind: 'conflict', existing: existingOf(entry) };
		// The service is sure, although nothing shows it.
		if (error.code === 'name-taken') return { kind: 'conflict', existing: {} };
	}
	await requireFolder(api, folderId);
	throw error;
}

function existingOf({ size, digests, modifiedAt }: RemoteFile): Existing {
	return { size, digests, modifiedAt };
}

/** `keep-both` may have given another name, and the id is 0 at times. §15.5 */
async function reused(
	api: OpenApi,
	draft: Draft,
	md5: string,
	{ fileID }: Opened
): Promise<RemoteFile> {
	const { folderId, name, size, conflict } = draft;
	const isNamed = fileID !== null && fileID !== NO_FILE;
	if (isNamed && conflict !== 'keep-both') {
		return { id: fileID, name, folderId, kind: 'file', size, digests: { md5 } };
	}
	if (isNamed) return toRemoteFile(toEntry(await detailOf(api, fileID), folderId));
	const found = await findOpened(api, draft, { md5 });
	if (found) return found;
	throw new TransferError('not-finalised', { detail: 'finished at once, but not listed yet' });
}

async function sessionOf(draft: Draft, md5: string, { preuploadID, sliceSize }: Opened) {
	if (!preuploadID || !sliceSize || !Number.isSafeInteger(sliceSize)) {
		throw new TransferError('unreadable-answer', {
			detail: 'an upload without session or part size'
		});
	}
	const { folderId, name, size, conflict } = draft;
	const secret: SessionSecret = {
		...{ preuploadId: preuploadID, folderId, name, size, md5, sliceSize, conflict }
	};
	const parts = partsOf(secret);
	if (parts > MAX_PARTS) {
		throw new TransferError('too-many-parts', { detail: `${parts} parts of ${sliceSize} bytes` });
	}
	const hash = (await sha256Hex(preuploadID)).slice(0, 32);
	const session = { id: hash, partSize: sliceSize, parts, listable: parts > 1 };
	return { session, secret };
}

function md5Of({ md5 }: Digests): string {
	if (md5) return md5;
	throw new TransferError('bad-request', { detail: 'the MD5 is missing' });
}
