import type { Reply } from '../../http/exchange';
import { get, post, type Endpoint, type SignedInCall } from '../call';
import { missing, ok, Refusal } from '../envelope';
import type { Fields } from '../fields';
import { copyItem, noFile, refuseSpace, sumOf } from '../files/operations';
import { ROOT } from '../tree';
import { sharedItem, sharedWith } from './guest';

/** saveEndpoints save what others share into one's own drive (123pan.md §12), by either call. */
export const saveEndpoints: Readonly<Record<string, Endpoint>> = {
	'/file/copy/async': post((call) =>
		save(call, { list: 'file_list', id: 'file_id', parent: 'parent_file_id' })
	),
	'/restful/goapi/v1/file/copy/save': post((call) =>
		save(call, { list: 'fileList', id: 'fileID', parent: 'parentFileID' })
	),
	'/restful/goapi/v1/file/copy/save/get': get(saveState)
};

/** Spelling: one call has snake case, the other one camel case. */
interface Spelling {
	readonly list: string;
	readonly id: string;
	/** The folder that an entry goes to. */
	readonly parent: string;
}

function save(call: SignedInCall, spelling: Spelling): Reply {
	const { world, account, fields } = call;
	const snake = spelling.list === 'file_list';
	const share = snake ? sharedWith(call, 'share_key', 'share_pwd') : sharedWith(call);
	const rows = fields.rows(spelling.list) ?? [];
	if (rows.length === 0) throw missing(spelling.list);
	const tree = world.tree(account);
	const saved = rows.map((row) => {
		const parent = targetOf(row, spelling);
		if (!tree.isFolder(parent)) throw noFile();
		return { item: sharedItem(world, share, row.whole(spelling.id) ?? -1), parent };
	});
	const from = world.tree(share.account);
	refuseSpace(
		call,
		saved.reduce((sum, { item }) => sum + sumOf(from, item).size, 0)
	);
	for (const { item, parent } of saved) copyItem(call, from, item, parent);
	if (snake) return ok({ mode: 2 });
	return ok({ taskID: world.copies.begin(account.uid, world.time.now(), 0, () => {}) });
}

function saveState({ world, account, fields }: SignedInCall): Reply {
	const taskID = fields.whole('taskID') ?? -1;
	if (!world.copies.get(taskID, account.uid)) throw new Refusal(1, '任务不存在');
	return ok({ taskID, status: 2, reason: '' });
}

function targetOf(row: Fields, { parent }: Spelling): number {
	return row.whole(parent) ?? ROOT;
}
