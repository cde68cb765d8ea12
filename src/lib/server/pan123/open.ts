import * as v from 'valibot';
import type { Digests, Draft, Existing, RemoteFile } from '../../drives/drive';
import { TransferError } from '../../kernel/errors';
import type { BackendOpening } from '../backend';
import { sha256Hex } from '../vault';
import type { Api } from './call';
import { count, id, shape } from '../fields';
import { errorOf, NAME_TAKEN } from './errors';
import { findEntry, folderMissing } from './files';
import { itemSchema, timeOf, toRemoteFile, toUpstreamId } from './items';
import { matches } from './match';
import type { SessionSecret } from './secret';

const MAX_PARTS = 10_000;
const KEEP_BOTH = 1;
const OVERWRITE = 2;

const credential = v.optional(v.nullable(v.string()));
const openedSchema = v.looseObject({
	Reuse: v.optional(v.boolean(), false),
	Info: v.optional(v.nullable(itemSchema)),
	FileId: v.optional(id, ''),
	UploadId: v.optional(v.string(), ''),
	Bucket: v.optional(v.string(), ''),
	Key: v.optional(v.string(), ''),
	StorageNode: v.optional(v.string(), ''),
	SliceSize: v.optional(count, 0),
	AccessKeyId: credential,
	SecretAccessKey: credential,
	SessionToken: credential
});
type Opened = v.InferOutput<typeof openedSchema>;

/**
 * open asks for an upload. Policies map to `duplicate`: keep-both 1, overwrite 2, else absent, where
 * a taken name answers 5060. Rejects `too-many-parts`, `drive-refused`. 123pan.md §9.2, §9.3
 */
export async function open(api: Api, draft: Draft, digests: Digests): Promise<BackendOpening> {
	const md5 = digests.md5;
	if (!md5) throw new TransferError('bad-request', { detail: 'the MD5 is missing' });
	const { conflict } = draft;
	const duplicate =
		conflict === 'keep-both' ? KEEP_BOTH : conflict === 'overwrite' ? OVERWRITE : undefined;
	const envelope = await api.ask('POST', 'file/upload_request', {
		driveId: 0,
		etag: md5,
		fileName: draft.name,
		parentFileId: toUpstreamId(draft.folderId),
		size: draft.size,
		type: 0,
		...(duplicate === undefined ? {} : { duplicate }),
		event: 'homeUploadFile',
		operateType: 1,
		RequestSource: null
	});
	if (envelope.code === NAME_TAKEN && duplicate === undefined) {
		return { kind: 'conflict', existing: await existingOf(api, draft, envelope.data) };
	}
	if (envelope.code !== 0) return folderMissing(errorOf(envelope));
	const opened = shape(openedSchema, envelope.data);
	if (opened.Reuse) return { kind: 'instant', file: await reused(api, draft, md5, opened) };
	return { kind: 'session', ...(await sessionOf(opened, draft, md5)) };
}

/** findOpened looks for what an earlier `open` may have made at once, newest entries first. §9.2 */
export async function findOpened(
	api: Api,
	{ folderId, ...draft }: Draft,
	{ md5 }: Digests
): Promise<RemoteFile | undefined> {
	if (!md5) throw new TransferError('bad-request', { detail: 'the MD5 is missing' });
	return findEntry(api, folderId, (entry) => matches(entry, { ...draft, md5 }));
}

const existingSchema = v.looseObject({
	etag: v.optional(v.nullable(v.string())),
	size: v.optional(count),
	updated_at: v.optional(v.nullable(v.string()))
});

/** The answer tells what is in the way since 2026; before, only the listing could. */
async function existingOf(api: Api, draft: Draft, data: unknown): Promise<Existing> {
	const told = v.safeParse(existingSchema, data);
	if (told.success && told.output.size !== undefined) {
		const { etag, size, updated_at } = told.output;
		const digests = etag ? { digests: { md5: etag.toLowerCase() } } : {};
		return { size, ...digests, modifiedAt: timeOf(updated_at) };
	}
	// The question to the person matters more than its details.
	const found = await findEntry(api, draft.folderId, ({ name }) => name === draft.name).catch(
		() => undefined
	);
	if (!found) return {};
	return { size: found.size, digests: found.digests, modifiedAt: found.modifiedAt };
}

/** Some answers say "finished" without the entry; the listing has it. §9.2 */
async function reused(api: Api, draft: Draft, md5: string, opened: Opened): Promise<RemoteFile> {
	if (opened.Info) return toRemoteFile(opened.Info, draft.folderId);
	const wanted = { name: draft.name, size: draft.size, md5, conflict: draft.conflict };
	const found = await findEntry(api, draft.folderId, (entry) => matches(entry, wanted));
	if (found) return found;
	throw new TransferError('not-finalised', { detail: 'finished at once, but not listed yet' });
}

async function sessionOf(opened: Opened, draft: Draft, md5: string) {
	if (opened.AccessKeyId && opened.SecretAccessKey && opened.SessionToken) {
		throw new TransferError('drive-refused', {
			detail:
				'the service asks for the upload protocol of before 2023, which Panlift does not speak'
		});
	}
	const sliceSize = opened.SliceSize;
	const complete = opened.UploadId !== '' && opened.Bucket !== '' && opened.Key !== '';
	if (!complete || !Number.isSafeInteger(sliceSize) || sliceSize <= 0) {
		throw new TransferError('unreadable-answer', {
			detail: 'an upload without session or part size'
		});
	}
	const parts = Math.max(1, Math.ceil(draft.size / sliceSize));
	if (parts > MAX_PARTS) {
		throw new TransferError('too-many-parts', { detail: `${parts} parts of ${sliceSize} bytes` });
	}
	const mode = draft.size <= sliceSize ? 'single' : 'multi';
	const secret: SessionSecret = {
		bucket: opened.Bucket,
		key: opened.Key,
		uploadId: opened.UploadId,
		storageNode: opened.StorageNode,
		fileId: opened.FileId,
		folderId: draft.folderId,
		name: draft.name,
		size: draft.size,
		md5,
		sliceSize,
		conflict: draft.conflict,
		mode
	};
	const hash = (await sha256Hex(opened.UploadId)).slice(0, 32);
	const session = { id: hash, partSize: sliceSize, parts, listable: mode === 'multi' };
	return { session, secret };
}
