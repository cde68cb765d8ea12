import type { Reply } from '../../http/exchange';
import { post, type Endpoint, type SignedInCall } from '../call';
import { ok } from '../envelope';
import { viewItem } from '../item-view';
import { duplicateFrom, nameFrom } from '../names';
import {
	folderFrom,
	itemsOf,
	liveItem,
	nameTaken,
	noFile,
	placeFor,
	refuseInside,
	rowsFrom
} from './operations';

/** changeEndpoints rename and move (123pan.md §11). */
export const changeEndpoints: Readonly<Record<string, Endpoint>> = {
	'/file/rename': post(rename),
	'/file/mod_pid': post(move)
};

/** A taken name is refused, kept beside as `name(1)`, or its owner goes to the bin. */
function rename(call: SignedInCall): Reply {
	const { world, account, fields } = call;
	const tree = world.tree(account);
	const item = liveItem(call, fields.whole('fileId'));
	const name = nameFrom(fields);
	const taken = tree.named(item.parent, name);
	if (taken && taken !== item) {
		const duplicate = duplicateFrom(fields);
		if (duplicate === 0) throw nameTaken();
		if (duplicate === 2) taken.trashedAt = world.time.now();
	}
	item.name = taken === item ? name : tree.freeName(item.parent, name);
	item.updatedAt = world.time.now();
	return ok({ Info: viewItem(account, item) });
}

/** All move, or none. */
function move(call: SignedInCall): Reply {
	const { world, account, fields } = call;
	const tree = world.tree(account);
	const rows = rowsFrom(fields, 'fileIdList');
	const parent = folderFrom(call, fields, 'parentFileId');
	const items = itemsOf(call, rows).filter((item) => tree.isLive(item));
	if (items.length === 0) throw noFile();
	refuseInside(tree, items, parent);
	const moving = items.filter((item) => item.parent !== parent);
	for (const item of moving) placeFor(call, item, parent);
	for (const item of moving) {
		item.name = placeFor(call, item, parent);
		tree.move(item, parent);
	}
	return ok({ Info: items.map((item) => viewItem(account, item)) });
}
