import { GiB } from '../../../lib/kernel/bytes';
import { sliceSizeFor } from '../../config';
import { digestsOf } from '../../content';
import type { Reply } from '../../http/exchange';
import { ACCOUNTS } from '../accounts';
import { Refusal } from '../envelope';
import type { Fields } from '../fields';
import { s3KeyFlag } from '../item-view';
import { duplicateFrom } from '../names';
import type { Plan } from '../sessions';
import type { Item } from '../tree';
import { BUCKET } from '../upload-request';
import type { World } from '../world';
import { done, folderFrom, lacking, type BearerCall, type OpenEndpoints } from './call';
import { checkedName, nameTaken } from './names';
import type { OpenSession } from './sessions';

const LARGEST = 10 * GiB;

/** createEndpoints open uploads of both versions (123pan.md §15.5, §15.6). */
export const createEndpoints: OpenEndpoints = {
	'POST /upload/v1/file/create': { answer: (call) => create(call, {}) },
	'POST /upload/v2/file/create': {
		answer: (call) => create(call, { servers: [call.world.storageOrigin] })
	},
	'POST /upload/v2/file/sha1_reuse': { answer: reuseBySha1 }
};

function create(call: BearerCall, more: object): Reply {
	const plan = planFrom(call);
	const opened = openUpload(call, plan);
	const sliceSize = sliceSizeFor(call.world.config.current, plan.size);
	if ('item' in opened)
		return done({ fileID: shownId(call.world, opened.item), reuse: true, sliceSize, ...more });
	return done({ fileID: 0, preuploadID: opened.session.id, reuse: false, sliceSize, ...more });
}

/** shownId is 0 where the service was seen to name no file (§15.5). */
export function shownId(world: World, item: Item): number {
	return world.config.current.reuseInfo === 'present' ? item.id : 0;
}

/** planFrom reads what to upload; with `containDir` it makes the folders of the path. */
export function planFrom(call: BearerCall, form?: Fields): Plan {
	const fields = form ?? call.fields;
	const etag = fields.text('etag')?.toLowerCase() ?? '';
	if (!/^[0-9a-f]{32}$/.test(etag)) throw lacking('etag');
	return { ...placeFrom(call, fields), etag, size: sizeFrom(fields) };
}

/**
 * openUpload answers in the order of the web page's API (§17.3): the same file is there, its name is
 * taken, its bytes are known, or a session.
 */
export function openUpload(
	{ world, account, tree }: BearerCall,
	plan: Plan
): { readonly item: Item } | { readonly session: OpenSession } {
	const { config, store, open } = world;
	const taken = tree.named(plan.parent, plan.name);
	const same = taken?.etag === plan.etag && taken.size === plan.size && !taken.folder;
	if (same && plan.duplicate === 0 && config.current.sameFile === 'reuse') return { item: taken };
	const overwrite = overwritten(plan, taken);
	checkSpace(world, plan, overwrite, tree.used());
	const content = world.knownContent(plan.etag, plan.size);
	if (content) return { item: world.putFile(account, { ...plan, content, overwrite }) };
	const key = `${plan.etag.slice(0, 8)}/${s3KeyFlag(account)}/${plan.etag}`;
	const session = open.sessions.add({
		plan,
		bucket: BUCKET,
		key,
		uploadId: store.createUpload(BUCKET, key).id,
		sliceSize: sliceSizeFor(config.current, plan.size),
		serial: store.serial
	});
	return { session };
}

function overwritten({ duplicate }: Plan, taken: Item | undefined): Item | undefined {
	if (taken && (duplicate === 0 || (duplicate === 2 && taken.folder))) throw nameTaken();
	return duplicate === 2 ? taken : undefined;
}

function checkSpace(
	{ config }: World,
	plan: Plan,
	overwrite: Item | undefined,
	used: number
): void {
	if (plan.size > Math.min(LARGEST, config.current.maxFileSize))
		throw new Refusal(1, '单文件大小超出限制，无法上传');
	if (used - (overwrite?.size ?? 0) + plan.size > plan.account.capacity)
		throw new Refusal(1, '云盘空间不足，无法上传');
}

/** Somebody's file of that SHA-1 and size is good enough; without one `reuse` is false. */
async function reuseBySha1(call: BearerCall): Promise<Reply> {
	const { world, account, tree, fields } = call;
	const sha1 = fields.text('sha1')?.toLowerCase() ?? '';
	if (!/^[0-9a-f]{40}$/.test(sha1)) throw lacking('sha1');
	const place = { ...placeFrom(call, fields), size: sizeFrom(fields) };
	const plan = { ...place, etag: '' };
	for (const one of ACCOUNTS)
		for (const { content, etag } of [...world.tree(one).all()]) {
			if (content?.size !== place.size || (await digestsOf(content)).sha1 !== sha1) continue;
			const overwrite = overwritten(plan, tree.named(plan.parent, plan.name));
			checkSpace(world, plan, overwrite, tree.used());
			const item = world.putFile(account, { ...plan, etag, content, overwrite });
			return done({ fileID: item.id, reuse: true });
		}
	return done({ fileID: 0, reuse: false });
}

function sizeFrom(fields: Fields): number {
	const size = fields.whole('size');
	if (size === undefined) throw lacking('size');
	return size;
}

function placeFrom(call: BearerCall, fields: Fields): Omit<Plan, 'etag' | 'size'> {
	const { world, account, tree } = call;
	const path = fields.text('filename') ?? '';
	let parent = folderFrom({ ...call, fields }, 'parentFileID');
	const folders = fields.flag('containDir') ? path.split('/').filter(Boolean) : [path];
	const name = checkedName(folders.pop());
	for (const folder of folders.map(checkedName)) {
		const there = tree.named(parent, folder);
		if (there && !there.folder) throw nameTaken();
		parent = (there ?? world.putFolder(account, parent, folder)).id;
	}
	return { account, parent, name, duplicate: duplicateFrom(fields) };
}
