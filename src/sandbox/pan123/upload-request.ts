import { sliceSizeFor } from '../config';
import type { Reply } from '../http/exchange';
import { chinaTime } from '../time';
import { post, type Endpoint, type SignedInCall } from './call';
import { missing, ok, Refusal } from './envelope';
import { s3KeyFlag, viewItem } from './item-view';
import { duplicateFrom, nameFrom } from './names';
import type { Plan, UploadSession } from './sessions';
import { ROOT, type Item } from './tree';
import type { World } from './world';

/** BUCKET is where the web API stores bytes; any name would do. */
export const BUCKET = '123-681';
const NODE = 'm78';

/** uploadRequestEndpoints open uploads and make folders (123pan.md §8, §9.2). */
export const uploadRequestEndpoints: Readonly<Record<string, Endpoint>> = {
	'/file/upload_request': post(uploadRequest)
};

function uploadRequest(call: SignedInCall): Reply {
	const { world, account, fields, exchange } = call;
	// An empty platform header breaks uploads and nothing else (§4.1).
	if (exchange.headers.platform === '') throw missing('platform');
	const name = nameFrom(fields);
	const parent = fields.whole('parentFileId') ?? ROOT;
	if (!world.tree(account).isFolder(parent)) throw new Refusal(5066, '文件不存在');
	if (fields.text('type') === '1') return makeFolder(call, parent, name);
	const etag = fields.text('etag')?.toLowerCase() ?? '';
	if (!/^[0-9a-f]{32}$/.test(etag)) throw missing('Etag');
	const size = fields.whole('size');
	if (size === undefined) throw missing('Size');
	return openUpload(call, { account, parent, name, etag, size, duplicate: duplicateFrom(fields) });
}

/** The order of the questions is that of §17.3: same file, taken name, known bytes, new session. */
function openUpload({ world, account, fields }: SignedInCall, plan: Plan): Reply {
	const { config } = world;
	const taken = world.tree(account).named(plan.parent, plan.name);
	const same = taken?.etag === plan.etag && taken.size === plan.size && !taken.folder;
	if (same && plan.duplicate === 0 && config.current.sameFile === 'reuse')
		return reused(world, plan, taken);
	if (taken && (plan.duplicate === 0 || (plan.duplicate === 2 && taken.folder)))
		throw nameTaken(world, taken);
	const overwrite = plan.duplicate === 2 ? taken : undefined;
	checkSpace(world, plan, overwrite);
	const content = world.knownContent(plan.etag, plan.size);
	if (content && fields.flag('NotReuse') !== true)
		return reused(world, plan, world.putFile(account, { ...plan, content, overwrite }));
	return ok(viewSession(world, openSession(world, plan)));
}

/** Until a part was sent, the same request gets the same session; afterwards a new one (§9.10). */
function openSession(world: World, plan: Plan): UploadSession {
	const { store, config, sessions } = world;
	const key = `${plan.etag.slice(0, 8)}/${s3KeyFlag(plan.account)}/${plan.etag}`;
	const fresh = sessions.same(plan).find((session) => {
		const object = store.object(session.bucket, session.key);
		const sent = store.upload(session.uploadId, session.bucket, session.key)?.parts.size ?? 1;
		return sent === 0 && !(object && object.serial > session.serial);
	});
	if (fresh) return fresh;
	return sessions.add({
		plan,
		bucket: BUCKET,
		key,
		uploadId: store.createUpload(BUCKET, key).id,
		node: NODE,
		sliceSize: sliceSizeFor(config.current, plan.size),
		serial: store.serial,
		mode: 'none',
		joined: null,
		completions: 0,
		finished: false
	});
}

function makeFolder({ world, account, fields }: SignedInCall, parent: number, name: string): Reply {
	const taken = world.tree(account).named(parent, name);
	const keepBoth = duplicateFrom(fields) === 1;
	if (taken?.folder && fields.flag('NotReuse') !== true) return folderAnswer(world, account, taken);
	if (taken && !keepBoth) throw nameTaken(world, taken);
	return folderAnswer(world, account, world.putFolder(account, parent, name));
}

function folderAnswer(world: World, account: Plan['account'], folder: Item): Reply {
	return ok({ ...emptySession(world, 0), Info: viewItem(account, folder) });
}

function reused(world: World, plan: Plan, item: Item): Reply {
	const present = world.config.current.reuseInfo === 'present';
	return ok({
		...emptySession(world, plan.size),
		Reuse: true,
		Info: present ? viewItem(plan.account, item) : null
	});
}

function emptySession(world: World, size: number) {
	return {
		AccessKeyId: null,
		SecretAccessKey: null,
		SessionToken: null,
		Expiration: null,
		Key: '',
		Bucket: '',
		FileId: 0,
		Reuse: false,
		Info: null,
		UploadId: '',
		DownloadUrl: '',
		StorageNode: '',
		EndPoint: '',
		UploadFileStatus: 0,
		SliceSize: String(sliceSizeFor(world.config.current, size))
	};
}

function viewSession(world: World, session: UploadSession) {
	return {
		...emptySession(world, session.plan.size),
		Key: session.key,
		Bucket: session.bucket,
		FileId: session.provisionalId,
		UploadId: session.uploadId,
		StorageNode: session.node,
		EndPoint: world.storageOrigin,
		SliceSize: String(session.sliceSize)
	};
}

function nameTaken(world: World, taken: Item): Refusal {
	const details = world.config.current.conflictData === 'details';
	return new Refusal(
		5060,
		'该目录下已有1个同名文件,是否继续上传?',
		details ? { etag: taken.etag, size: taken.size, updated_at: chinaTime(taken.updatedAt) } : null
	);
}

function checkSpace(world: World, plan: Plan, overwrite: Item | undefined): void {
	if (plan.size > world.config.current.maxFileSize)
		throw new Refusal(1, '单文件大小超出限制,无法上传');
	const used = world.tree(plan.account).used() - (overwrite?.size ?? 0);
	if (used + plan.size > plan.account.capacity) throw new Refusal(1, '云盘空间不足,无法上传');
}
